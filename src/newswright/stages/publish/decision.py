"""Decide: which sentences of a draft are printed, whether what is left is an article, and which version it is."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from newswright import __version__
from newswright.records import ids, stories
from newswright.records.articles import (
    Article,
    Citation,
    Edit,
    Hold,
    Removed,
    Section,
    Sentence,
    SourceLine,
)
from newswright.records.drafts import Check, Draft, DraftSentence, Finding, Plan, Repair, SectionKind, Verdict
from newswright.records.ids import ReportId
from newswright.records.reports import Genre, Passage, Report
from newswright.records.stories import Story, ToldReport
from newswright.stages.publish import labelling, record, ruling
from newswright.stages.publish.policy import DEFAULT, PublishPolicy
from newswright.text import backward, dates, words

NO_HEADLINE = "no headline stands"


def decide(
    draft: Draft,
    verdicts: Iterable[Verdict],
    repairs: Mapping[int, Repair],
    *,
    story: Story,
    told: Sequence[ToldReport],
    previous: Article | None,
    input_key: str,
    now: datetime,
    policy: PublishPolicy = DEFAULT,
    topics: Sequence[str] = (),
    names: Sequence[str] = (),
    edits: Sequence[Edit] = (),
) -> Article | Hold:
    """Publish what of a draft stands, or hold it. `repairs` are keyed by the failed sentence's `n`; what editors took out of
    earlier versions (`edits`) does not come back.

    Where nothing that is read, and nothing that it stands on, has changed, the answer is `previous` itself.
    """
    reports = latest(told)
    desk = _Desk({v.n: v for v in verdicts}, repairs, reports, draft.plan, policy, tuple(edits))
    sections = list(desk.sections(draft))
    headline, dek = desk.sentence(draft.headline), desk.sentence(draft.dek)
    sections, headline, dek = stand_in(sections, headline, dek, policy)
    sections = _short(sections, policy) if draft.plan.only_outlet else sections
    reason = _reason_to_hold(draft, sections, headline, dek, desk, policy)
    if reason or headline is None or dek is None:
        return Hold(
            story_id=story.id,
            reason=reason,
            held_at=now,
            input_key=input_key,
            headline=draft.headline.text,
            removed=tuple(desk.removed),
        )
    article = Article(
        story_id=story.id,
        version=previous.version + 1 if previous else 1,
        language=draft.language,
        headline=numbered(replace(headline, text=headline.text.rstrip(".")), 0),
        dek=numbered(dek, 1),
        dateline=dates.written(now.date(), draft.language),
        issued_at=now,
        first_issued_at=previous.first_issued_at if previous else now,
        sections=tuple(renumbered(sections)),
        labels=labelling.of_draft(draft, told, policy),
        model=draft.model,
        sources=tuple(_sources(told)),
        input_key=input_key,
        conflicts=draft.plan.conflicts,
        removed=tuple(desk.removed),
        topics=tuple(topics),
        names=tuple(names),
        written_from=draft.plan.report_ids,
        pipeline_version=__version__,
    )
    return article if previous is None else record.after(previous, article)


def latest(told: Iterable[ToldReport]) -> dict[ReportId, Report]:
    """The reports of a story at their latest revisions."""
    found: dict[ReportId, Report] = {}
    for one in told:
        known = found.get(one.report.id)
        if known is None or known.revision < one.report.revision:
            found[one.report.id] = one.report
    return found


@dataclass(slots=True)
class _Desk:
    """Lets each sentence through, in its repaired form, or not at all; keeps what was removed."""

    verdicts: Mapping[int, Verdict]
    repairs: Mapping[int, Repair]
    reports: Mapping[ReportId, Report]
    plan: Plan
    policy: PublishPolicy
    edits: tuple[Edit, ...] = ()
    removed: list[Removed] = field(default_factory=list)
    said: list[frozenset[str]] = field(default_factory=list)
    cited: set[Passage] = field(default_factory=set)

    def sections(self, draft: Draft) -> Iterator[Section]:
        """Yield the paragraphs with what stands of them."""
        for section in draft.sections:
            kept = tuple(self._paragraph(section.sentences, draft.language))
            if kept:
                yield Section(kind=section.kind, sentences=kept)

    def _paragraph(self, sentences: Sequence[DraftSentence], language: str) -> Iterator[Sentence]:
        """A sentence that points back goes together with the one that it points to; what was said already is not said again."""
        is_before_gone = False
        for sentence in sentences:
            if is_before_gone and backward.opens(sentence.text, language):
                self._remove(sentence, Check.UNSUPPORTED, "the sentence that this one points back to was removed")
                continue
            kept = self.sentence(sentence)
            is_before_gone = kept is None
            if kept is not None and not self._is_said(kept):
                yield kept

    def _is_said(self, sentence: Sentence) -> bool:
        """Say whether an earlier sentence of the body says the same, or a repair has only what its passage said before."""
        said = frozenset(words.tokens(sentence.text))
        passages = {citation.passage for citation in sentence.citations}
        is_alike = any(len(said & earlier) >= self.policy.same_share * len(said | earlier) for earlier in self.said)
        is_again = sentence.is_repaired and bool(passages & self.cited)
        if sentence.links_to is None and (is_alike or is_again):
            return True
        self.said.append(said)
        self.cited |= passages
        return False

    def sentence(self, sentence: DraftSentence) -> Sentence | None:
        """Return the sentence as it may be printed, or None."""
        if sentence.links_to is not None:
            return self._link(sentence)
        verdict = self.verdicts.get(sentence.n)
        if verdict is not None and verdict.is_supported:
            return self._cited(sentence, verdict, is_repaired=False)
        repair = self.repairs.get(sentence.n)
        if verdict is None:
            self._remove(sentence, Check.CITATION, "it was never judged")
            return None
        self.removed.append(Removed(text=sentence.text, verdict=verdict))
        if repair is not None and repair.verdict.is_supported:
            return self._cited(repair.sentence, repair.verdict, is_repaired=True)
        return None

    def _link(self, sentence: DraftSentence) -> Sentence | None:
        """'In related news' names a neighbour of the plan by its own headline, which was verified there."""
        known = {related.story_id: related for related in self.plan.related}
        related = known.get(sentence.links_to) if sentence.links_to else None
        if related is None or related.headline.rstrip(" .") not in sentence.text:
            self._remove(sentence, Check.CITATION, "it names no neighbouring story")
            return None
        verdict = Verdict(n=sentence.n, is_supported=True, p_supported=1.0)
        return Sentence(n=sentence.n, text=sentence.text, citations=(), verdict=verdict, links_to=sentence.links_to)

    def _cited(self, sentence: DraftSentence, verdict: Verdict, *, is_repaired: bool) -> Sentence | None:
        citations = tuple(citation for passage in sentence.cites if (citation := self._citation(passage)))
        if ruling.barred(self.edits, sentence.text, self.policy):
            self._remove(sentence, Check.UNSUPPORTED, "an editor took it out of an earlier version")
            return None
        if not citations or len(citations) < len(sentence.cites) or not sentence.text.strip():
            self._remove(sentence, Check.CITATION, "a passage that it cites does not exist")
            return None
        return Sentence(
            n=sentence.n,
            text=sentence.text,
            citations=citations,
            verdict=verdict,
            is_excerpt=sentence.is_excerpt,
            is_repaired=is_repaired,
        )

    def _citation(self, passage: Passage) -> Citation | None:
        report = self.reports.get(passage.report_id)
        if report is None or not 0 <= passage.start < passage.end <= len(report.text):
            return None
        if report.revision != passage.revision or not report.rights.may_write:
            return None
        quote = passage.of(report.text)
        return Citation(
            passage=passage,
            outlet=report.outlet,
            url=report.url,
            title=report.title,
            published_at=report.published_at,
            quote=quote,
            sha256=hashlib.sha256(quote.encode()).hexdigest(),
        )

    def _remove(self, sentence: DraftSentence, check: Check, message: str) -> None:
        finding = Finding(check=check, message=message)
        verdict = Verdict(n=sentence.n, is_supported=False, p_supported=0.0, findings=(finding,))
        self.removed.append(Removed(text=sentence.text, verdict=verdict))


def stand_in(
    sections: list[Section], headline: Sentence | None, dek: Sentence | None, policy: PublishPolicy
) -> tuple[list[Section], Sentence | None, Sentence | None]:
    """Let verified sentences of the body stand in for a headline or dek that fell, and a paragraph for a lead that fell."""
    telling = [k for k, s in enumerate(sections) if s.kind in (SectionKind.LEAD, SectionKind.BODY)]
    if telling and not any(s.kind is SectionKind.LEAD for s in sections):
        first = telling[0]
        sections = [*sections]
        sections[first] = replace(sections[first], kind=SectionKind.LEAD)
    body = [
        s for section in sections if section.kind in (SectionKind.LEAD, SectionKind.BODY) for s in section.sentences
    ]
    short = sorted(
        (s for s in body if len(s.text) <= policy.max_headline_chars),
        key=lambda s: len(s.text) > policy.good_headline_chars or s.text.startswith(_LED),
    )
    if headline is None and short:
        headline = short[0]
    if headline is not None and len(headline.text) > policy.max_headline_chars and short:
        headline = short[0]
    if dek is None:
        dek = next((s for s in body if headline is None or s.text != headline.text), None)
    return sections, headline, dek


_LED = ("According to ", "Según ", "Selon ", "Laut ")


def _short(sections: Sequence[Section], policy: PublishPolicy) -> list[Section]:
    """Cut what one voice alone bears out at whole sentences, so that it is short, whoever wrote it; links stay."""
    n_words = 0
    left: list[Section] = []
    for section in sections:
        kept: list[Sentence] = []
        for sentence in section.sentences:
            n_words += len(sentence.text.split()) if sentence.links_to is None else 0
            if n_words <= policy.max_single_words or sentence.links_to is not None or not (left or kept):
                kept.append(sentence)
        if kept:
            left.append(replace(section, sentences=tuple(kept)))
    return left


def _reason_to_hold(
    draft: Draft,
    sections: Sequence[Section],
    headline: Sentence | None,
    dek: Sentence | None,
    desk: _Desk,
    policy: PublishPolicy,
) -> str:
    """Say in words, for the operator, why this cannot be printed; '' where it can."""
    body = [
        s for section in sections if section.kind in (SectionKind.LEAD, SectionKind.BODY) for s in section.sentences
    ]
    n_drafted = sum(s.links_to is None for section in draft.sections for s in section.sentences)
    n_removed = sum(1 for each in desk.removed if each.verdict.n > 1)
    if not n_drafted:
        return "its reports offer no sentence that an article could stand on"
    if len(body) < policy.min_body_sentences:
        return f"no sentence of its body stands: {n_removed} of {n_drafted} failed verification"
    if draft.model.is_generative and n_removed > policy.max_removed_share * n_drafted:
        return (
            f"too little of {draft.model.name}'s copy stands: {n_removed} of {n_drafted} sentences failed verification"
        )
    if headline is None or len(headline.text) > policy.max_headline_chars:
        return NO_HEADLINE
    if dek is None:
        return "no dek stands"
    return ""


def numbered(sentence: Sentence, n: int) -> Sentence:
    """Give a sentence its number, and its verdict too."""
    return replace(sentence, n=n, verdict=replace(sentence.verdict, n=n))


def renumbered(sections: Iterable[Section]) -> Iterator[Section]:
    """Number the sentences of the body, from 2."""
    n = 2
    for section in sections:
        yield replace(section, sentences=tuple(numbered(s, n + k) for k, s in enumerate(section.sentences)))
        n += len(section.sentences)


def _sources(told: Sequence[ToldReport]) -> Iterator[SourceLine]:
    """List the reports by the time that they state; a near-copy names who had its text first."""
    reports = latest(told)
    origins = {one.report.id: one.assignment.origin_id for one in told}
    roots = dict(zip((one.report.id for one in told), stories.independent(stories.heard(told)), strict=True))
    ordered = sorted(reports.values(), key=lambda r: (r.happened_by, r.id))
    first: dict[str, Report] = {}
    independent: dict[str, ReportId] = {}
    for report in ordered:
        root = first.setdefault(origins[report.id], report)
        yield SourceLine(
            report_id=report.id,
            outlet=report.outlet,
            url=report.url,
            title=report.title,
            published_at=report.published_at,
            owner=report.owner,
            country=report.country,
            language=report.language,
            is_copy=root is not report,
            first_outlet=root.outlet if root is not report else None,
            is_paywalled=report.is_paywalled,
            is_refused=not report.rights.may_write,
            is_opinion=report.genre is Genre.OPINION,
            correction_note=report.correction_note,
            revision=report.revision,
            text_sha256=hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()
            if report.text
            else None,
            origin=independent.setdefault(roots[report.id], report.id),
        )


def nothing_to_write(story: Story, told: Sequence[ToldReport], *, now: datetime) -> Hold:
    """Hold a story whose reports offer no evidence, and say why."""
    reports = list(latest(told).values())
    if reports and all(not r.rights.may_write for r in reports):
        reason = "all its outlets refuse that software writes from their reports"
    elif reports and all(r.is_withdrawn for r in reports):
        reason = "all its reports were withdrawn"
    elif reports and all(r.genre is not Genre.REPORT for r in reports):
        reason = "it has opinion or other pieces only, and no report"
    else:
        reason = "its reports offer no sentence that an article could stand on"
    key = ids.digest("nothing", story.id, *(f"{r.id}:{r.revision}" for r in reports))
    return Hold(story_id=story.id, reason=reason, held_at=now, input_key=key, headline=story.title)
