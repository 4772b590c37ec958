"""Give a person's full name where an article mentions them first, since the sentence that introduced them may not be printed.

In:    a sentence about to be printed, and the evidence of its story
Out:   the sentence with the full name, and the passage that has it
Rule:  only where all evidence knows one full name for a surname, and only where the sentence has the surname alone
Gate:  bench/quality/summaries
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from newswright.records.drafts import Evidence, Plan
from newswright.records.reports import Passage
from newswright.text import calendars, quotations

_FULL = re.compile(
    r"(?<![\w’'.-])(?P<first>[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?) (?P<last>[A-ZÀ-Þ][a-zà-ÿ’'-]+)(?![\w-]|"
    r" [A-ZÀ-Þ])"
)
_PERSON_BEFORE = re.compile(
    r"(?:\b(?:[Mm]inister|[Pp]resident|[Jj]udge|[Mm]ayor|[Cc]hief|[Dd]irector|[Ii]nspector|[Gg]eneral|"
    r"[Ss]enator|[Gg]overnor|"
    r"[Cc]oach|[Oo]fficer|[Ii]nvestigator|[Mm]anager|[Ss]ecretary|[Cc]hair\w*|[Ss]pokes\w+|[Ll]eader|"
    r"[Ee]xecutive|[Pp]rofessor),? |, |^)$"
)
_SAYS = re.compile(
    r"^(?:, [^,]{2,60},)? (?:has |had |also )?(?:said|says|told|asked|warned|denied|wrote|resigned|added|"
    r"announced)\b"
)


@dataclass(slots=True)
class Persons:
    """Who has been named in full so far, and what the evidence knows of full names."""

    language: str
    known: dict[str, tuple[str, Evidence]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, plan: Plan) -> "Persons":
        """Read the full names of a plan: those of people who say something, or have an office."""
        if plan.language != "en":
            return cls(plan.language)
        found: defaultdict[str, dict[str, Evidence]] = defaultdict(dict)
        sure: set[str] = set()
        for evidence in plan.evidence:
            for match in _FULL.finditer(evidence.text):
                if not (_is_name(match["first"]) and _is_name(match["last"])):
                    continue
                found[match["last"]].setdefault(match.group(), evidence)
                before, after = evidence.text[: match.start()], evidence.text[match.end() :]
                if _SAYS.match(after) or _PERSON_BEFORE.search(before[-24:]):
                    sure.add(match.group())
        one = {last: next(iter(full.items())) for last, full in found.items() if len(full) == 1}
        return cls(plan.language, {last: pair for last, pair in one.items() if pair[0] in sure})

    def introduce(self, text: str) -> tuple[str, tuple[Passage, ...]]:
        """Give back a sentence with full names for those whom it names first, and the passages that have them."""
        passages: list[Passage] = []
        for last, (full, evidence) in self.known.items():
            if last in self.named or not re.search(rf"\b{re.escape(last)}\b", text):
                continue
            self.named.add(last)
            alone = self._alone(text, last)
            if alone is not None and full not in text:
                text = f"{text[:alone]}{full}{text[alone + len(last) :]}"
                passages.append(evidence.passage)
        return text, tuple(passages)

    def _alone(self, text: str, last: str) -> int | None:
        """Where a surname stands without a first name, a title or a quotation around it; None where it does not."""
        quoted = quotations.marks(text)
        match = re.search(rf"(?<![\w’'.-]){re.escape(last)}(?![\w-])(?! [A-ZÀ-Þ])", text)
        if match is None or any(start <= match.start() < end for start, end in quoted):
            return None
        return None if _NAMED_BEFORE.search(text[: match.start()]) else match.start()


_NAMED_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]*|\b(?:[Tt]he|[Aa]n?|of|and)) $")
_DAYS = frozenset(
    form
    for calendar in calendars.CALENDARS.values()
    for forms in (*calendar.weekdays, *calendar.months)
    for form in forms
)
_WORD = re.compile(
    r"(?:The|An?|In|On|At|M[rs]s?|Dr|Sir|Rep|Sen|Gov|New|North|South|East|West|United|Prime|Minister|President|"
    r"Judge|Mayor|White|House|"
    r"Supreme|Court|High|Police|State|Federal|National|County|City|River|Lake|Island|Bank|Party|Union|Street|"
    r"Road|Department|Ministry|"
    r"Secretary|General|Commission|Agency|Office|Board|Company|Group|Council|Committee|Senate|Congress|"
    r"American?|Governor|Senator)"
)  # capitals that are no part of a person's name


def _is_name(word: str) -> bool:
    return word not in _DAYS and not _WORD.fullmatch(word)
