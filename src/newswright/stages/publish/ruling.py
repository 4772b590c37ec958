"""What an editor decides about a version: approve, edit, correct, withdraw. Each gives a new version that says so."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from newswright.records import ids
from newswright.records.articles import Article, Correction, Edit, Review, Section, Sentence
from newswright.records.drafts import Verdict
from newswright.stages.publish import labelling, record, wording
from newswright.stages.publish.policy import DEFAULT, PublishPolicy
from newswright.text import words


def approved(article: Article, *, by: str, now: datetime, policy: PublishPolicy = DEFAULT) -> Article:
    """Issue a version again as it stands, as reviewed and approved by a person."""
    review = Review(by=by, at=now, decision="approved")
    said = wording.of(article.language)
    labels = labelling.reviewed(article, review, share_edited=0.0, policy=policy)
    text_version = article.text_version or article.version
    return replace(_next(article, "approved", now), labels=labels, changed=said.approved, text_version=text_version)


def edited(
    article: Article,
    edits: Iterable[Edit],
    verdicts: Mapping[int, Verdict],
    *,
    by: str,
    now: datetime,
    policy: PublishPolicy = DEFAULT,
) -> Article | str:
    """Issue a version with sentences changed or taken out by a person; or say why not.

    A person's sentence passes the same gate as a machine's: `verdicts` holds that on each sentence that was changed, by number.
    """
    changes = {edit.n: edit for edit in edits}
    if not changes:
        return "nothing was changed"
    standing = {sentence.n: sentence.text for sentence in article.sentences}
    if any(standing.get(edit.n) != edit.before for edit in changes.values()):
        return "the text was changed by somebody else meanwhile; look at it again"
    if any(n < 2 and not edit.after.strip() for n, edit in changes.items()):
        return "headline and dek can be changed, and not taken out"
    for edit in changes.values():
        verdict = verdicts.get(edit.n)
        if edit.after and (verdict is None or not verdict.is_supported):
            reasons = "; ".join(finding.message for finding in verdict.findings) if verdict else "it was not judged"
            return f"“{edit.after}” does not stand on the passages that it cites: {reasons}"
    kept = {s.n: _changed(s, changes.get(s.n), verdicts) for s in article.sentences if _is_left(changes.get(s.n))}
    sections = tuple(_sections(article, kept))
    if not any(sentence.links_to is None for section in sections for sentence in section.sentences):
        return "no sentence would be left; withdraw the article instead"
    share = len(changes) / len(article.sentences)
    labels = labelling.reviewed(article, Review(by=by, at=now, decision="edited"), share_edited=share, policy=policy)
    after = replace(_next(article, "edited", now), headline=kept[0], dek=kept[1], sections=sections, labels=labels)
    said = wording.of(article.language)
    return replace(after, changed=f"{record.changed(article, after)} {said.by_hand}".strip())


def _is_left(edit: Edit | None) -> bool:
    return edit is None or bool(edit.after)


def _changed(sentence: Sentence, edit: Edit | None, verdicts: Mapping[int, Verdict]) -> Sentence:
    if edit is None:
        return sentence
    return replace(sentence, text=edit.after, verdict=verdicts[edit.n], is_excerpt=False, is_repaired=False)


def _sections(article: Article, kept: Mapping[int, Sentence]) -> Iterable[Section]:
    n = 2
    for section in article.sections:
        left = [kept[s.n] for s in section.sentences if s.n in kept]
        if left:
            numbered = (replace(s, n=n + k, verdict=replace(s.verdict, n=n + k)) for k, s in enumerate(left))
            yield replace(section, sentences=tuple(numbered))
            n += len(left)


def put_right(article: Article, *, now: datetime) -> Article:
    """Issue a version again as it stands, for the correction that comes with it: of a source that it named wrongly, of a label,
    or of what an earlier version said. Whoever reviewed the text has reviewed this one."""
    said = wording.of(article.language)
    text_version = article.text_version or article.version
    return replace(_next(article, "put right", now), changed=said.put_right, text_version=text_version)


def withdrawn(article: Article, *, notice: str, now: datetime) -> Article:
    """Withdraw an article: its address stays, with the notice."""
    return replace(_next(article, "withdrawn", now), withdrawn=notice, changed="")


def correction(article: Article, *, what: str, found_by: str, details: Mapping[str, str] | None = None) -> Correction:
    """Record in public what was wrong, as the editor says it."""
    return Correction(
        story_id=article.story_id,
        version=article.version,
        at=article.issued_at,
        what=what,
        found_by=found_by,
        details=details or {},
    )


def barred(edits: Iterable[Edit], sentence: str, policy: PublishPolicy = DEFAULT) -> bool:
    """Whether an editor took out or replaced a sentence that says the same, to the same figures."""
    said = words.tokens(sentence)
    return any(_is_alike(words.tokens(edit.before), said, policy) for edit in edits if edit.after != sentence)


def _is_alike(a: list[str], b: list[str], policy: PublishPolicy) -> bool:
    one, other = set(a), set(b)
    figures = {token for token in one ^ other if any(c.isdigit() for c in token)}
    return not figures and len(one & other) >= policy.same_share * len(one | other)


def _next(article: Article, how: str, now: datetime) -> Article:
    """The next version. The first part of its key names what the text was made from, so that it is written anew only when
    that changes."""
    mark = ids.digest(how, str(article.version), now.isoformat(), n_chars=8)
    return replace(
        article,
        version=article.version + 1,
        issued_at=now,
        input_key=f"{base_key(article)}+{mark}",
        withdrawn=None,
        text_version=None,
    )


def base_key(article: Article) -> str:
    """The key of what a version was made from, whatever an editor did to it since."""
    return article.input_key.partition("+")[0]
