"""Whether a version tells its reader anything new: only then is it issued."""

from collections.abc import Iterable, Sequence

from newswright.records.articles import Article, Sentence
from newswright.records.drafts import Conflict, SectionKind
from newswright.stages.publish.policy import DEFAULT, PublishPolicy
from newswright.text import words

_FROM_PLAN = (SectionKind.CONFLICTS, SectionKind.RELATED)


def is_same(before: Article, after: Article) -> bool:
    """Whether the later of two versions tells the same, so that the earlier one may stand.

    The same sentences in another order or otherwise attributed, with further sources behind them, or beside other neighbouring
    stories, tell the same.
    A changed figure does not; nor does a label that names another single source, a note of correction that a cited outlet
    added, or a sentence that the earlier version cites to what is not there any more. One that was withdrawn tells nothing.
    """
    return (
        before.withdrawn is None
        and (before.headline.text, before.dek.text) == (after.headline.text, after.dek.text)
        and not anew(before, after)
        and not anew(after, before)
        and _single(before) == _single(after)
        and _notes(before) == _notes(after)
        and _has_related(before) >= _has_related(after)
        and not _differ_newly(_printed(before), _printed(after))
        and _stands(before, after)
    )


def anew(before: Article, after: Article, *, with_conflicts: bool = False) -> list[Sentence]:
    """List the sentences of the later version's body that nothing in the earlier one tells."""
    kinds = (SectionKind.RELATED,) if with_conflicts else _FROM_PLAN
    told = [s for section in before.sections for s in section.sentences]
    body = [s for section in after.sections if section.kind not in kinds for s in section.sentences]
    return [sentence for sentence in body if not any(tells_same(sentence, other) for other in told)]


def tells_same(one: Sentence, other: Sentence, policy: PublishPolicy = DEFAULT) -> bool:
    """Whether two sentences say the same: to the word, or of the same passages, to the same figures, in mostly the same words
    ("X reported that …", "…, according to X")."""
    if one.text == other.text:
        return True
    quoted = [{citation.sha256 for citation in sentence.citations} for sentence in (one, other)]
    if not quoted[0] or quoted[0] != quoted[1]:
        return False
    said, known = (set(words.tokens(sentence.text)) for sentence in (one, other))
    is_figure = any(c.isdigit() for token in said ^ known for c in token)
    return not is_figure and len(said & known) >= policy.reworded_share * len(said | known)


def _single(article: Article) -> tuple[str | None, str | None]:
    return article.labels.only_outlet, article.labels.based_on


def _notes(article: Article) -> set[tuple[str, str]]:
    cited = {citation.passage.report_id for s in article.sentences for citation in s.citations}
    return {
        (line.report_id, line.correction_note)
        for line in article.sources
        if line.correction_note and line.report_id in cited
    }


def _has_related(article: Article) -> bool:
    return any(section.kind is SectionKind.RELATED for section in article.sections)


def _printed(article: Article) -> list[Conflict]:
    """The conflicts that the article shows: all of its values stand in one sentence."""
    said = [s.text for section in article.sections if section.kind is SectionKind.CONFLICTS for s in section.sentences]
    return [one for one in article.conflicts if any(all(v.value in text for v in one.values) for text in said)]


def _differ_newly(before: Sequence[Conflict], after: Sequence[Conflict]) -> bool:
    """Whether the sources disagree in a new way: other figures for the same fact, a disagreement more or fewer, or one that
    more outlets take part in in another's place. What of equal weight is chosen to be shown is no news."""
    if len(before) != len(after):
        return True
    fresh = [one for one in after if not any(_is_one(one, known) for known in before)]
    gone = [known for known in before if not any(_is_one(one, known) for one in after)]
    is_outweighed = bool(gone) and any(_weight(one) > min(map(_weight, gone)) for one in fresh)
    return is_outweighed or any(
        _values([one]) - _values(known for known in before if _is_one(one, known)) for one in after if one not in fresh
    )


def _is_one(one: Conflict, other: Conflict) -> bool:
    """Whether two conflicts are the same one at two times: about the same, and by one outlet at least."""
    outlets = [{outlet for value in conflict.values for outlet in value.outlets} for conflict in (one, other)]
    return one.fact == other.fact and bool(outlets[0] & outlets[1])


def _weight(conflict: Conflict) -> int:
    return len({outlet for value in conflict.values for outlet in value.outlets})


def _values(conflicts: Iterable[Conflict]) -> set[str]:
    return {value.value for conflict in conflicts for value in conflict.values}


def _stands(before: Article, after: Article) -> bool:
    """Whether all that the earlier version cites is still there: by the state in which the later one found its sources, or
    because the later one cites the same words."""
    revisions = {line.report_id: line.revision for line in after.sources if not line.is_refused}
    quoted = {(c.passage.report_id, c.sha256) for sentence in after.sentences for c in sentence.citations}
    return all(
        revisions.get(c.passage.report_id) == c.passage.revision or (c.passage.report_id, c.sha256) in quoted
        for sentence in _cited(before)
        for c in sentence.citations
    )


def _cited(article: Article) -> list[Sentence]:
    return [sentence for sentence in article.sentences if sentence.citations]
