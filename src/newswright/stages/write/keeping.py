"""Let a model's article stand as it is while the facts have not changed: a model is asked again only for news.

What a report adds to a story is news where it matters (it is among the evidence that an article would be made of) and has not
been told: neither in the article, nor in the passages behind it, nor in any report that the article was written from. In a
story that is growing every report brings some; so it is awaited until there are as many more reports as make a new article
worth its price, or the article has grown old.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newswright.records.articles import Article, Disclosure, Sentence
from newswright.records.drafts import Draft, DraftSection, DraftSentence, Evidence, Plan, SectionKind
from newswright.records.ids import ReportId
from newswright.records.reports import Report
from newswright.stages.write import closing
from newswright.stages.write.policy import DEFAULT, WritePolicy
from newswright.text import words

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_FROM_PLAN = (SectionKind.CONFLICTS, SectionKind.RELATED)


def standing(
    previous: Article | None,
    plan: Plan,
    reports: Mapping[ReportId, Report],
    *,
    now: datetime,
    policy: WritePolicy = DEFAULT,
) -> Draft | None:
    """Return a model's published article as a draft on the present plan, or None where it has to be written anew: there is none,
    a passage that it stands on is gone, or too much of what matters has not been told for too long.

    What the sources disagree on and what is near are composed afresh, since no model writes them. The draft is judged like
    any other.
    """
    if previous is None or not previous.model.is_generative or previous.withdrawn:
        return None
    if previous.labels.disclosure is not Disclosure.AUTONOMOUS or previous.labels.review is not None:
        return None  # a person's words or approval are never passed on as a model's
    if not all(_stands(sentence, reports) for sentence in previous.sentences):
        return None
    known = written_from(previous)
    is_due = len(plan.report_ids) >= policy.rewrite_growth * len(known) or _is_old(known, reports, now, policy)
    if is_due and news_share(plan, Told.of(previous, plan), policy=policy) >= policy.rewrite_share:
        return None
    return _draft(previous, _seen(plan, previous), policy)


def written_from(article: Article) -> frozenset[ReportId]:
    """Name the reports that an article was written from: all of its sources, where an older version did not say."""
    return frozenset(article.written_from or (line.report_id for line in article.sources))


def _is_old(known: Iterable[ReportId], reports: Mapping[ReportId, Report], now: datetime, policy: WritePolicy) -> bool:
    """Whether the story has grown old since, in hours and by its own measure: what breaks in hours goes on for days."""
    times = [report.happened_by for report in reports.values()]
    first, last = (
        min(times, default=now),
        max((reports[one].happened_by for one in known if one in reports), default=now),
    )
    age_h, known_h = (now - first).total_seconds() / 3600, (last - first).total_seconds() / 3600
    return age_h - known_h >= policy.rewrite_after_h and age_h >= policy.rewrite_growth * known_h


def _seen(plan: Plan, article: Article) -> Plan:
    """The plan as far as the article is concerned: its language, and the reports that it was written from, which its label
    counts."""
    return replace(
        plan,
        language=article.language,
        report_ids=tuple(article.written_from) or tuple(line.report_id for line in article.sources),
        n_origins=article.labels.n_origins,
        only_outlet=article.labels.only_outlet,
    )


def _stands(sentence: Sentence, reports: Mapping[ReportId, Report]) -> bool:
    for citation in sentence.citations:
        report, passage = reports.get(citation.passage.report_id), citation.passage
        if report is None or report.is_withdrawn or not report.rights.may_write or report.revision != passage.revision:
            return False
        if hashlib.sha256(passage.of(report.text).encode()).hexdigest() != citation.sha256:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader of an article could know: the reports that it was made from, and what their passages and its own sentences
    say, as stems and figures."""

    report_ids: frozenset[ReportId]
    sentences: tuple[frozenset[str], ...]
    figures: frozenset[str]

    @classmethod
    def of(cls, article: Article, plan: Plan) -> "Told":
        """Read an article, the passages behind it, and the evidence that its reports offer."""
        known = written_from(article)
        texts = [sentence.text for sentence in article.sentences]
        texts += [citation.quote for sentence in article.sentences for citation in sentence.citations]
        texts += [e.text for e in plan.evidence if e.passage.report_id in known]
        sentences = tuple(frozenset(words.stems(text, article.language)) for text in texts)
        return cls(known, sentences, frozenset(figure for text in texts for figure in _FIGURE.findall(text)))

    def has(self, evidence: Evidence, language: str, *, policy: WritePolicy) -> bool:
        """Whether one sentence told most of it already, and all its figures were told somewhere."""
        if evidence.passage.report_id in self.report_ids:
            return True
        stems = frozenset(words.stems(evidence.text, language))
        if not self.figures.issuperset(_FIGURE.findall(evidence.text)):
            return False
        return any(len(stems & sentence) >= policy.told_share * len(stems) for sentence in self.sentences)


def news_share(plan: Plan, told: Told, *, policy: WritePolicy = DEFAULT) -> float:
    """Say how much of what matters most in a plan has not been told, in [0, 1], by importance."""
    matter = sorted((e for e in plan.evidence if not e.is_background), key=lambda e: -e.importance)[: policy.n_matter]
    total = sum(e.importance for e in matter)
    fresh = sum(e.importance for e in matter if not told.has(e, plan.language, policy=policy))
    return fresh / total if total else 0.0


def _draft(article: Article, plan: Plan, policy: WritePolicy) -> Draft:
    sections, n = [], 2
    for section in article.sections:
        if section.kind in _FROM_PLAN:
            continue
        sentences = _sentences(section.sentences, n)
        n += len(sentences)
        sections.append(DraftSection(kind=section.kind, sentences=sentences))
    headline, dek = _sentences((article.headline, article.dek), 0)
    return Draft(
        story_id=plan.story_id,
        language=article.language,
        headline=headline,
        dek=dek,
        sections=(*sections, *closing.sections(plan, first_n=n, policy=policy)),
        model=article.model,
        plan=plan,
    )


def _sentences(published: Sequence[Sentence], first_n: int) -> tuple[DraftSentence, ...]:
    return tuple(
        DraftSentence(n=n, text=s.text, cites=tuple(c.passage for c in s.citations), is_excerpt=s.is_excerpt)
        for n, s in enumerate(published, first_n)
    )
