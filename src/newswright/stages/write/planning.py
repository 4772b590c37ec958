"""Lay out what a story offers, before a word is written: evidence, quotations, conflicts, what is near."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from newswright.records.drafts import Plan, Quotation, Related, Title
from newswright.records.reports import Passage, Report
from newswright.records.stories import Story, ToldReport, count_independent, heard
from newswright.stages.write import conflicts, evidence, plain, reading
from newswright.stages.write.evidence import Piece
from newswright.stages.write.policy import DEFAULT, WritePolicy
from newswright.text import calendars, quotations, sentences, words


def plan(
    story: Story,
    told: Sequence[ToldReport],
    related: Sequence[Related],
    *,
    now: datetime,
    policy: WritePolicy = DEFAULT,
) -> Plan:
    """Plan the article on a story from its reports and its neighbours. The same reports give the same plan; what is "
    "dated
    after `now` is told like the rest, since outlets' clocks are wrong more often than their news."""
    language = _language(story, told)
    used = evidence.usable(told, language, policy=policy)
    found = evidence.pieces(used, policy=policy)
    evidence.score(found, used, policy=policy)
    spoken = tuple(_quotations(used, found, policy))
    disputed = conflicts.find(found, language, policy=policy)
    keep = [*(q.passage for q in spoken), *(p for c in disputed for v in c.values for p in v.passages)]
    kept = evidence.chosen(found, keep, policy=policy)
    latest = max((one.report.happened_by for one in used), default=now)
    voices = heard(used)
    n_origins = count_independent(voices)
    return Plan(
        story_id=story.id,
        language=language,
        report_ids=tuple(one.report.id for one in used),
        n_origins=n_origins,
        n_voices=len({voice for _, voice in voices}),
        evidence=tuple(
            evidence.record(
                piece,
                is_background=_is_background(piece, latest, policy),
                n_origins=count_independent(piece.voices),
            )
            for piece in kept
        ),
        quotations=spoken,
        conflicts=disputed,
        related=tuple(related),
        title_words=_title_words(used),
        titles=tuple(
            Title(
                text=one.report.title,
                report_id=one.report.id,
                origin_id=one.assignment.origin_id,
                stated_at=one.report.published_at,
            )
            for one in used
        ),
        only_outlet=_only_outlet([one.report for one in used]) if n_origins == 1 else None,
    )


def _language(story: Story, told: Sequence[ToldReport]) -> str:
    """The language of most reports, the story's own where there is a tie."""
    counted = Counter(one.report.language.partition("-")[0] for one in told if one.report.language != "und")
    own = story.language.partition("-")[0]
    return max(counted, key=lambda language: (counted[language], language == own), default=own)


def _is_background(piece: Piece, latest: datetime, policy: WritePolicy) -> bool:
    if piece.report.happened_by < latest - timedelta(days=policy.background_after_days):
        return True
    cues = _BACKGROUND_CUES.get(piece.report.language.partition("-")[0], ())
    folded = f" {evidence.unquoted(piece.text).casefold()}"
    return piece.place > 1 and any(cue in folded for cue in cues)


_BACKGROUND_CUES = {
    language: tuple(f" {cue}" for cue in listed.split("|"))
    for language, listed in {
        "en": "in recent years|last year|since 19|since 20|earlier this year|for decades|years ago|months ago|last "
        "month|"
        "previously|historically|was founded|the first time since",
        "de": "in den vergangenen jahren|im vergangenen jahr|seit 19|seit 20|vor jahren|bereits im |zuvor ",
        "es": "en los últimos años|el año pasado|desde 19|desde 20|hace años|anteriormente",
        "fr": "ces dernières années|l'année dernière|l’an dernier|depuis 19|depuis 20|auparavant",
    }.items()
}


def _quotations(used: Sequence[ToldReport], found: Sequence[Piece], policy: WritePolicy) -> Iterator[Quotation]:
    """Yield quotations with a named speaker, each text once: those that stand in the most important sentences first."""
    importance = {(piece.passage.report_id, piece.passage.start): piece.score for piece in found}
    candidates = []
    seen: set[tuple[str, ...]] = set()
    for one in used:
        spans = reading.spans(one.report.text)
        for quoted in quotations.find(one.report.text):
            key = tuple(words.tokens(quoted.text))
            if (
                key in seen
                or not _is_quotable(quoted, key, policy)
                or not _is_known(quoted.speaker or "", one.report.text)
            ):
                continue
            passage = _around(one.report, spans, quoted)
            if passage is not None:
                seen.add(key)
                score = max(
                    (
                        s
                        for (r, at), s in importance.items()
                        if r == one.report.id and passage.start <= at < passage.end
                    ),
                    default=0.0,
                )
                candidates.append((score, Quotation(text=quoted.text.strip(), speaker=quoted.speaker, passage=passage)))
    candidates.sort(key=lambda pair: (-pair[0], pair[1].passage))
    yield from (quotation for _, quotation in candidates[: policy.max_planned_quotations])


def _is_quotable(quoted: quotations.Quoted, key: tuple[str, ...], policy: WritePolicy) -> bool:
    is_long_enough = policy.min_quotation_words <= len(key) <= policy.max_quotation_words
    is_whole = (
        quoted.text[:1].isupper()
        and not quotations.marks(quoted.text)
        and not quoted.text.rstrip().endswith(("?", "…", "..."))
    )
    return _is_name(quoted.speaker) and is_long_enough and is_whole and not plain.fault(quoted.text)


def _is_name(speaker: str | None) -> bool:
    """A day of the week before 'said' is no speaker ('…, Silva on Thursday said'), and neither is an office without "
    "a name."""
    return (
        bool(speaker)
        and not _OFFICE.fullmatch(speaker or "")
        and not any(speaker in forms for c in calendars.CALENDARS.values() for forms in c.weekdays)
    )


def _is_known(speaker: str, text: str) -> bool:
    """A lone word is a speaker's surname only if the report has the full name; 'Frage' and 'Elsewhere' have none."""
    if " " in speaker:
        return True
    return speaker.casefold() not in set(re.findall(r"\b[a-zà-ÿ]+\b", text)) and bool(
        re.search(
            rf"\b[A-ZÀ-Þ][\w.'’-]+ (?:(?:von|van|de|del|da|di|al|el|bin|zu|ten|ter|du|le) )?(?:[\w.'’]+-)?{re.escape(speaker)}\b",
            text,
        )
    )


_OFFICE = re.compile(
    r"(?i)(?:the )?(?:prime |deputy |vice |state )*(?:minister|president|chairman|chairwoman|chair|governor|manager|"
    r"director|secretary|"
    r"spokes(?:man|woman|person)|officials?|mayor|police|officers?|court|judge|ministry|government|company|statement|"
    r"report|sources?)"
)


def _around(report: Report, spans: Sequence[sentences.Span], quoted: quotations.Quoted) -> Passage | None:
    """Span the quotation's sentence, and the sentence beside it where that one names the speaker."""
    at = next((n for n, span in enumerate(spans) if span.start <= quoted.start and quoted.end <= span.end), None)
    if at is None or quoted.speaker is None:
        return None
    for first, last in ((at, at), (at, at + 1), (at - 1, at)):
        if first < 0 or last >= len(spans):
            continue
        start, end = spans[first].start, spans[last].end
        if quoted.speaker in report.text[start:end] and "\n" not in report.text[start:end]:
            return Passage(report_id=report.id, start=start, end=end, revision=report.revision)
    return None


def _title_words(used: Sequence[ToldReport]) -> tuple[str, ...]:
    """The stems that most of the origins have in their titles: what the story is about, in a few words."""
    by_origin = {one.assignment.origin_id: set(words.stems(one.report.title, one.report.language)) for one in used}
    counted = Counter(stem for stems in by_origin.values() for stem in stems)
    shared = [stem for stem, n in counted.items() if n > len(by_origin) / 3]
    return tuple(sorted(shared, key=lambda stem: (-counted[stem], stem))[:_TITLE_WORDS])


_TITLE_WORDS = 8


def _only_outlet(reports: Sequence[Report]) -> str | None:
    """Who alone tells it: the outlet; of several outlets of one owner the owner; of printed wire copy whoever was "
    "first."""
    if not reports:
        return None
    outlets, voices = {r.outlet for r in reports}, {r.voice for r in reports}
    return reports[0].outlet if len(outlets) == 1 or len(voices) > 1 else reports[0].voice
