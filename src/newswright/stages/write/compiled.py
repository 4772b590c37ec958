"""Compile an article without any model: choose, order and attribute sentences of the reports. The embedded default.

Each sentence is an excerpt, marked as one: as its source has it, apart from a dateline, a connective at its head, days written
out, and the attribution around it. Nothing is generated.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from newswright.records.drafts import (
    Draft,
    DraftSection,
    DraftSentence,
    Evidence,
    ModelUse,
    Plan,
    Quotation,
    SectionKind,
)
from newswright.records.reports import Passage
from newswright.stages.write import arrange, attribute, choose, closing, headlines, leads, persons, replies, resolve
from newswright.stages.write.choose import Line
from newswright.stages.write.policy import DEFAULT, WritePolicy
from newswright.text import words

COMPILER = "newswright-compiler/1"


def article(plan: Plan, *, now: datetime, policy: WritePolicy = DEFAULT) -> Draft:
    """Compile the draft of a plan. Without usable evidence its headline is empty, and publish holds it; `now` is not printed:
    the dateline is set at publication."""
    lines = choose.lines(plan, policy=policy)
    budget = _budget(plan, policy)
    n_words = budget - _reserved(plan, policy)
    choice = choose.Choice(lines, plan, n_words, policy)
    leading = leads.ranked(lines, plan, choice.gains(), policy=policy)
    top = headlines.make(plan, lines, leading, policy=policy)
    body = choose.body(
        lines,
        plan,
        n_words=n_words,
        without=top.dek_line,
        first=next(iter(leading), None),
        choice=choice,
        policy=policy,
    )
    known = persons.Persons.of(plan)
    named, introduced = known.introduce(top.dek.text)
    dek = replace(top.dek, text=named, cites=tuple(dict.fromkeys((*top.dek.cites, *introduced)))[: policy.max_cites])
    found_replies = replies.to(body, lines, dek=top.dek_line)
    body = replies.room(body, found_replies, n_words, beside=policy.attribution_words)
    press = _Press(plan, lines, policy, known, found_replies)
    sections = [*press.sections(body), *press.quotes(body, dek.text, budget), *press.background(body)]
    first_free = 2 + sum(len(section.sentences) for section in sections)
    return Draft(
        story_id=plan.story_id,
        language=plan.language,
        headline=top.headline,
        dek=dek,
        sections=(*sections, *closing.sections(plan, first_n=first_free, policy=policy)),
        model=ModelUse(name=COMPILER, is_generative=False),
        plan=plan,
    )


def _budget(plan: Plan, policy: WritePolicy) -> int:
    """How many words the body may have: as many as the evidence carries, short where one origin alone tells it."""
    if plan.n_origins <= 1:
        return policy.max_words_single_origin
    return min(policy.max_words, plan.n_origins * policy.max_words_per_origin)


def _reserved(plan: Plan, policy: WritePolicy) -> int:
    """Words kept for quotations, so that they do not lengthen the article."""
    n = min(len(plan.quotations), policy.max_quotations) if plan.n_origins > 1 else 0
    return n * policy.words_per_quotation


@dataclass(slots=True)
class _Press:
    """Sets chosen lines as sentences; remembers which days and forms of attribution it has printed."""

    plan: Plan
    lines: Sequence[Line]
    policy: WritePolicy
    persons: persons.Persons
    replies: Mapping[tuple[str, int], Line]
    next_n: int = 2
    turn: int = 0
    known_days: frozenset[date] = frozenset()

    def sections(self, body: Sequence[Line]) -> Iterator[DraftSection]:
        """Yield the lead, which tells the news, and the body."""
        current = [line for line in body if not line.evidence.is_background]
        current = current or list(body)
        yield from self._section(SectionKind.LEAD, current[:1])
        if current:
            for paragraph in arrange.paragraphs(current[1:], current[0], policy=self.policy):
                yield from self._section(SectionKind.BODY, paragraph)

    def background(self, body: Sequence[Line]) -> Iterator[DraftSection]:
        """Yield the paragraph of older things, unless all is old."""
        old = [line for line in body if line.evidence.is_background]
        if len(old) == len(body):
            return
        n_words = sum(line.n_words for line in body if not line.evidence.is_background)
        kept: list[Line] = []
        for line in old:
            if len(kept) < self.policy.max_background or n_words < self.policy.min_words:
                kept.append(line)
                n_words += line.n_words
        kept.sort(key=lambda line: (line.evidence.stated_at, line.key))
        yield from self._section(SectionKind.BACKGROUND, kept)

    def quotes(self, body: Sequence[Line], dek: str, n_words: int) -> Iterator[DraftSection]:
        """Yield the quotations that neither the dek nor the body has already, one per speaker."""
        printed = _spoken(" ".join([dek, *(line.evidence.text for line in body)]))
        n_words_left = n_words - sum(line.n_words + self.policy.attribution_words for line in body)
        made: list[DraftSentence] = []
        speakers: Counter[str] = Counter()
        for quotation in self.plan.quotations:
            cites = self._evidence_of(quotation)
            n_quoted = len(words.tokens(quotation.text)) + _WORDS_AROUND_QUOTATION
            if (
                quotation.speaker is None
                or not cites
                or _spoken(quotation.text).strip() in printed
                or speakers[quotation.speaker]
                or n_quoted > n_words_left
            ):
                continue
            if len(made) >= (self.policy.max_quotations if self.plan.n_origins > 1 else 1):
                break
            speakers[quotation.speaker] += 1
            n_words_left -= n_quoted
            text = attribute.quotation(quotation.text, quotation.speaker, cites[0].outlet, language=self.plan.language)
            made.append(self._numbered(text, tuple(e.passage for e in cites)))
        if made:
            yield DraftSection(kind=SectionKind.QUOTES, sentences=tuple(made))

    def _evidence_of(self, quotation: Quotation) -> tuple[Evidence, ...]:
        """The evidence that holds the quotation and its speaker, or nothing where the plan has not kept all of it."""
        held = tuple(
            e
            for e in self.plan.evidence
            if e.passage.report_id == quotation.passage.report_id
            and e.passage.start < quotation.passage.end
            and quotation.passage.start < e.passage.end
        )
        is_whole = any(quotation.text in e.text for e in held) and any(
            (quotation.speaker or "") in e.text for e in held
        )
        return held if is_whole else ()

    def _section(self, kind: SectionKind, lines: Sequence[Line]) -> Iterator[DraftSection]:
        """Set a paragraph. Sentences of one outlet in a row are attributed once, with the first of them."""
        if not lines:
            return
        set_lines: list[DraftSentence] = []
        before: Line | None = None
        for line in self._with_replies(lines):
            set_lines.append(self._set(line, is_attributed=before is None or not _goes_on(before, line)))
            before = line
        yield DraftSection(kind=kind, sentences=tuple(set_lines))

    def _with_replies(self, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines of a paragraph, each accusation followed by its reply."""
        for line in lines:
            yield line
            if line.key in self.replies:
                yield self.replies[line.key]

    def _set(self, line: Line, *, is_attributed: bool = True) -> DraftSentence:
        resolved = resolve.days(
            line.text,
            anchor=line.evidence.stated_at.date(),
            language=self.plan.language,
            known=self.known_days,
            this_year=self.plan.newest_year,
        )
        self.known_days |= resolved.days
        named, introduced = self.persons.introduce(resolved.text)
        cites = tuple(dict.fromkeys([line.evidence.passage, *introduced, *headlines.cites(line, self.policy)]))
        cites = cites[: self.policy.max_cites]
        if not is_attributed:
            return self._numbered(named, cites)
        outlets = [line.evidence.outlet, *(second.outlet for second in line.seconds[:1])]
        text = attribute.sentence(named, outlets, language=self.plan.language, turn=self.turn)
        self.turn += 1
        return self._numbered(text, cites)

    def _numbered(self, text: str, cites: tuple[Passage, ...]) -> DraftSentence:
        self.next_n += 1
        return DraftSentence(n=self.next_n - 1, text=text, cites=cites, is_excerpt=True)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a sentence goes on with what the outlet of the one before reports, and accuses nobody on that word alone."""
    is_same = line.evidence.outlet == before.evidence.outlet and not line.seconds and not before.seconds
    return is_same and not _ACCUSES.search(line.text)


_ACCUSES = re.compile(
    r"(?i)\b(?:accus\w+|alleg\w+|arrest\w*|charg\w+|convict\w*|corrupt\w*|crim\w+|fraud\w*|guilt\w*|murder\w*|kill\w*|dead|die[sd]?|"
    r"death\w*|suspect\w*|brib\w+|theft|stole\w*|abus\w+|harass\w*|exploit\w*|attack\w*|assault\w*|rape\w*|misconduct|scandal\w*|ill|illness|hospital\w*|"
    r"swindl\w+|scam\w*|smuggl\w+|drug\w*|Betrug\w*|verhaft\w+|festgenommen|Mord\w*|verdächt\w+|tot\w*|starb\w*|"
    r"detenid\w+|acusad\w+|fraude|corrup\w+|muert\w+|asesin\w+)\b"
)


def _spoken(text: str) -> str:
    """A text as bare words, since outlets differ in how they print one quotation."""
    return f" {' '.join(words.tokens(text))} "


_WORDS_AROUND_QUOTATION = 8  # its speaker, its outlet and "said, according to"
