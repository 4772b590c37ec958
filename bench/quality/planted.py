"""Plant faults in real sentences: one kind each, small, and fluent enough to be missed by a reader.

The patterns here are the bench's own, so that a fault is not made by the very code that is to catch it. Each function takes a
sentence, its report, some other reports and dice, and returns the sentence with one fault, or None where the kind does not fit.
"""

import random
import re
from collections.abc import Callable, Sequence

from newswright.records.reports import Report


def _listed(text: str) -> list[str]:
    return text.split()


Fault = Callable[[str, Report, Sequence[Report], random.Random], str | None]

_NUMBER = re.compile(
    r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w/-]|[.,]\d)|(?<![\w.,/-])\d+(?:\.\d+)?(?![\w/:-]|[.,]\d)"
)
_MONTHS = _listed("January February March April May June July August September October November December")
_WEEKDAYS = _listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_WORD_NUMBERS = _listed("two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty")
_PERSON = re.compile(r"(?<![.!?“\"] )(?<=[a-z,] )[A-Z][a-z]{2,} (?:[A-Z]\. )?[A-Z][a-z]{3,}(?![\w’'-]| [A-Z])")
_QUOTE = re.compile(r"[“\"]([^“”\"\n]{25,220})[”\"]")
_SAID = r"(?:said|says|told|added|stated|noted|explained|warned|claimed|announced|emphasized|emphasised|stressed)"
_VERBS = dict(
    pair.split("/")
    for pair in _listed(
        "build/built introduce/introduced increase/increased reduce/reduced launch/launched establish/established "
        "provide/provided support/supported implement/implemented appoint/appointed create/created cut/cut sign/signed "
        "open/opened close/closed begin/began start/started hold/held receive/received complete/completed pay/paid "
        "sell/sold take/took make/made import/imported export/exported submit/submitted visit/visited amend/amended "
        "remove/removed expand/expanded develop/developed issue/issued impose/imposed repeal/repealed meet/met "
        "discuss/discussed resume/resumed offer/offered contest/contested construct/constructed improve/improved "
        "join/joined change/changed help/helped use/used send/sent end/ended replace/replaced raise/raised "
        "attend/attended continue/continued deploy/deployed move/moved "
    )
)
_OPPOSITES = [
    ("increased", "decreased"), ("increase", "decrease"), ("rose", "fell"), ("higher", "lower"), ("accepted", "rejected"),
    ("approved", "rejected"), ("won", "lost"), ("gained", "lost"), ("supported", "opposed"), ("support", "oppose"),
    ("legal", "illegal"), ("positive", "negative"), ("strong", "weak"), ("strengthen", "weaken"), ("import", "export"),
    ("imports", "exports"), ("arrived", "departed"), ("guilty", "innocent"), ("allowed", "banned"), ("opened", "closed"),
    ("northern", "southern"), ("eastern", "western"), ("public", "private"), ("domestic", "foreign"), ("improve", "worsen"),
    ("victory", "defeat"), ("before", "after"), ("more", "less"), ("up", "down"), ("success", "failure"), ("male", "female"),
    ("confirmed", "denied"), ("surplus", "deficit"), ("profit", "loss"), ("expand", "shrink"), ("reduce", "increase"),
]  # fmt: skip


def number(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Change a number, in digits or in words."""
    found = [m for m in _NUMBER.finditer(sentence) if not _is_date_part(sentence, m)]
    if found:
        match = dice.choice(found)
        new = _changed(match.group(), dice)
        return None if new == match.group() else sentence[: match.start()] + new + sentence[match.end() :]
    spoken = list(re.finditer(r"\b(?:" + "|".join(_WORD_NUMBERS[1:]) + r")\b(?!-)", sentence))
    if not spoken:
        return None
    match = dice.choice(spoken)
    new = dice.choice([word for word in _WORD_NUMBERS if word != match.group()])
    return sentence[: match.start()] + new + sentence[match.end() :]


def _is_date_part(sentence: str, match: re.Match[str]) -> bool:
    around = sentence[max(0, match.start() - 12) : match.end() + 12]
    is_year = bool(re.fullmatch(r"(?:19|20)\d\d", match.group()))
    return (
        is_year
        or any(month[:3] in around for month in _MONTHS)
        or bool(re.match(r"\s?(?:a\.?m|p\.?m|st|nd|rd|th)\b", sentence[match.end() :]))
    )


def _changed(digits: str, dice: random.Random) -> str:
    plain = digits.replace(",", "")
    places = len(plain.partition(".")[2])
    factor = dice.choice([0.3, 0.5, 0.7, 1.4, 1.9, 2.5, 3.0])
    value = float(plain) * factor + (1 if float(plain) < 5 else 0)
    return f"{value:,.{places}f}" if "," in digits else f"{value:.{places}f}"


def day(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Change a weekday, a day of the month, a month or a year."""
    weekdays = re.finditer(r"\b(?:" + "|".join(_WEEKDAYS) + r")\b(?! \()", sentence)
    options = [(match, dice.choice([d for d in _WEEKDAYS if d != match.group()])) for match in weekdays]
    for match in re.finditer(r"\b(?:" + "|".join(_MONTHS) + r") (\d{1,2})\b(?!,? ?\d{3})", sentence):
        other = dice.choice([n for n in range(1, 29) if n != int(match[1])])
        options.append((match, match.group().replace(match[1], str(other))))
    years = re.finditer(r"(?<=\bin )(?:19|20)\d\d\b", sentence)
    options += [(match, str(int(match.group()) + dice.choice([-7, -4, -2, 3, 5]))) for match in years]
    if not options:
        return None
    match, new = dice.choice(options)
    return sentence[: match.start()] + new + sentence[match.end() :]


_UNITS = [
    (r"(?<=\d)(?:%| percent| per cent)", [" million"]),
    (r"(?<=\d )km\b", ["miles", "metres"]), (r"(?<=\d )kilometres\b", ["miles"]),
    (r"\bRs\.? ?(?=\d)", ["US$ ", "€"]), (r"(?:US)?\$ ?(?=\d)", ["Rs. ", "€"]), (r"(?<=\d )years\b", ["months", "days"]),
    (r"(?<=\d )months\b", ["years", "weeks"]), (r"(?<=\d )days\b", ["hours", "weeks"]), (r"(?<=\d )hours\b", ["days", "minutes"]),
    (r"(?<=\d )weeks\b", ["months", "days"]), (r"(?<=\d )minutes\b", ["hours", "seconds"]), (r"(?<=\d )kg\b", ["tonnes"]),
    (r"(?<=\d )MW\b", ["GW"]), (r"(?<=\d )acres\b", ["hectares"]), (r"(?<=\d )hectares\b", ["acres"]), (r"(?<=\d )mm\b", ["cm"]),
    (r"(?<=\d )metres\b", ["feet", "kilometres"]), (r"(?<=\d )rupees\b", ["dollars"]), (r"(?<=\d )million\b", ["billion"]),
    (r"(?<=\d )billion\b", ["million"]),
]  # fmt: skip


def unit(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Change what a number is of: percent to million, rupees to dollars, months to years."""
    options = [(m, dice.choice(news)) for pattern, news in _UNITS for m in re.finditer(pattern, sentence)]
    if not options:
        return None
    match, new = dice.choice(options)
    return sentence[: match.start()] + new + sentence[match.end() :]


def name(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Put another report's person in a person's place."""
    found = [m for m in _PERSON.finditer(sentence) if not _is_place_or_office(m.group())]
    if not found:
        return None
    match = dice.choice(found)
    offered = {
        m.group() for other in others for m in _PERSON.finditer(other.text) if not _is_place_or_office(m.group())
    }
    offered = {o for o in offered if not (set(o.split()) & set(re.findall(r"\w+", report.text)))}
    if not offered:
        return None
    return sentence[: match.start()] + dice.choice(sorted(offered)) + sentence[match.end() :]


def _is_place_or_office(text: str) -> bool:
    return bool(set(text.split()) & _NO_PERSON)


_NO_PERSON = frozenset(
    _listed("""Sri Lanka
    Prime Minister Central Bank United States High Court Supreme National President Chief General New South North
    Committee Department Party Corps News House Agency Association Fathers Press Times Post Policy Security Republican Democratic
    Democrats Republicans Senate Congress Justice White Homeland Hill Street Air Force Services Institute University College Board
    Council Commission Company Union Act World East West Privacy Business Show Best From For Feel Click Sign Daily""")
)


def quotation(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Change one word of a direct quotation, drop one, or put one in."""
    found = list(_QUOTE.finditer(sentence))
    if not found or sentence.count('"') not in {0, 2}:
        return None
    match = dice.choice(found)
    parts = match[1].split(" ")
    places = [i for i, w in enumerate(parts) if w.isalpha() and len(w) > 3 and 0 < i < len(parts) - 1]
    if not places:
        return None
    at = dice.choice(places)
    kind = dice.choice(["swap", "drop", "add"])
    if kind == "swap":
        pool = [w for w in re.findall(r"\b[a-z]{4,}\b", report.text) if w != parts[at]]
        parts[at] = dice.choice(pool) if pool else "never"
    elif kind == "drop":
        del parts[at]
    else:
        parts.insert(at, dice.choice(["very", "not", "always", "really", "never"]))
    return sentence[: match.start(1)] + " ".join(parts) + sentence[match.end(1) :]


_TWO_WORDS = r"[A-Z][a-z]{2,}(?: [A-Z][a-z]{3,})?"
_NO_SPEAKER = frozenset(("The", "She", "They", "This", "President", "Minister"))


def speaker(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Give a direct quotation to another person of the same report, or of another one."""
    if not _QUOTE.search(sentence):
        return None
    patterns = (rf"{_TWO_WORDS}(?= {_SAID}\b)", rf"(?<=said ){_TWO_WORDS}")
    said = [
        m for pattern in patterns for m in re.finditer(pattern, sentence) if m.group().split()[0] not in _NO_SPEAKER
    ]
    if not said:
        return None
    match = dice.choice(said)
    pool = {
        m.group()
        for source in (report, *others[:3])
        for m in _PERSON.finditer(source.text)
        if not _is_place_or_office(m.group())
    }
    pool = {p for p in pool if not set(p.split()) & set(match.group().split())}
    if not pool:
        return None
    return sentence[: match.start()] + dice.choice(sorted(pool)) + sentence[match.end() :]


def negation(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Put a 'not' in after an auxiliary, or take one out."""
    if match := re.search(
        r"\b(was|were|is|are|has|have|had|will|would|could|did|does|do|should|can|may) not (?=\w)", sentence
    ):
        return sentence[: match.start()] + match[1] + " " + sentence[match.end() :]
    found = list(
        re.finditer(
            r"\b(?:was|were|has been|have been|will be|is being|has|had|will|would|could) (?=[a-z]+(?:ed|en)\b)",
            sentence,
        )
    )
    if not found:
        return None
    match = dice.choice(found)
    words = match.group().split()
    return sentence[: match.start()] + " ".join([words[0], "not", *words[1:]]) + " " + sentence[match.end() :]


def hedge(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Take a hedge out: 'could' becomes 'will', 'allegedly' goes."""
    if match := re.search(r"\b(?:could|may|might)(?: be| have)? (?=[a-z]{4,}\b)(?!not\b)", sentence):
        new = "has " if " have " in match.group() else ("will be " if " be " in match.group() else "will ")
        return sentence[: match.start()] + new + sentence[match.end() :]
    if match := re.search(
        r"\b(?:allegedly|reportedly|possibly|probably|likely to|expected to|suspected of|alleged) ", sentence
    ):
        word = match.group().strip()
        new = "" if not word.endswith("to") else "certain to "
        before = sentence[: match.start()]
        if word.endswith("of"):
            return None
        return before + new + sentence[match.end() :]
    return None


def modality(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Tell as done what is planned: 'will build' becomes 'has built', 'plans to build' becomes 'built'."""
    verbs = "|".join(_VERBS)
    if match := re.search(rf"\b(?:will|would) ({verbs})\b", sentence):
        return sentence[: match.start()] + "has " + _VERBS[match[1]] + sentence[match.end() :]
    intent = r"(?:plans|planned|planning|proposed|decided|agreed|intends|aims|hopes|vowed|pledged|promised|wants|expects|set)"
    if match := re.search(rf"\b(?:is |are |was |were |has )?{intent} to ({verbs})\b", sentence):
        return sentence[: match.start()] + _VERBS[match[1]] + sentence[match.end() :]
    if match := re.search(r"\bwill be ([a-z]{3,}ed)\b", sentence):
        return sentence[: match.start()] + "was " + match[1] + sentence[match.end() :]
    return None


def antonym(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Put a word's opposite in its place."""
    found = []
    for a, b in _OPPOSITES:
        for old, new in ((a, b), (b, a)):
            found += [(m, new) for m in re.finditer(rf"\b{old}\b", sentence)]
    if not found:
        return None
    match, new = dice.choice(found)
    return sentence[: match.start()] + new + sentence[match.end() :]


def attribution(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Say that somebody else says so: another report's person, or an outlet that is not cited."""
    match = re.search(
        rf"(?:(?<=, )|(?<=^))[A-Z][a-z]{{2,}} [A-Z][a-z]{{3,}}(?= {_SAID}\b)|(?<=according to )[A-Z][a-z]+(?: [A-Z][a-z]+)*",
        sentence,
    )
    outlets = ["Reuters", "Associated Press", "Bloomberg", "Xinhua"]
    outlets = [o for o in outlets if o not in report.text]
    if match and not _QUOTE.search(sentence):
        pool = {m.group() for o in others for m in _PERSON.finditer(o.text) if not _is_place_or_office(m.group())}
        pool = {p for p in pool if p.split()[-1] not in report.text}
        return sentence[: match.start()] + dice.choice(sorted(pool)) + sentence[match.end() :] if pool else None
    if not outlets or not sentence.endswith(".") or dice.random() < 0.7:
        return None
    return f"{sentence[:-1]}, {dice.choice(outlets)} reported."


_NOBODY = frozenset(
    _listed("They This That When While After Monday Tuesday Wednesday Thursday Friday Saturday Sunday President One")
)


def relation(sentence: str, report: Report, others: Sequence[Report], dice: random.Random) -> str | None:
    """Let two persons or countries change places around what one does to the other."""
    a = r"[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?"
    verbs = (
        "defeated|beat|accused|criticised|criticized|attacked|thanked|praised|invited|urged|warned|sued|killed|arrested|succeeded|"
        "replaced|joined|backed|nominated|appointed|endorsed|condemned|blamed|hit|fired|assured|called"
    )
    match = re.search(rf"\b({a}) ((?:also |has |had )?(?:{verbs})(?: on)?) ({a})\b", sentence)
    if not match or {match[1].split()[0], match[3].split()[0]} & _NOBODY:
        return None
    return sentence[: match.start()] + f"{match[3]} {match[2]} {match[1]}" + sentence[match.end() :]


# Additions: what another report says of such a thing, in its own words.

_MODIFIED = re.compile(
    r"\b(?:an?|the|his|her|its|their|some|many|several|two|three|of|by|with|for) ([a-z]{4,}) ([a-z]{4,})\b(?![-’'])"
)
_MODIFIABLE = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|some|many|several|two|three|of|by|with|for) ([a-z]{4,})\b(?![-’'])"
)
_NO_MODIFIER = frozenset(
    _listed(
        """other same such more most many some several first second third last next previous whole entire certain various both
    each every another recent former current their this that these those which what having being been very about over
    under into from with than also only least same about would could should will have been were been said says like
    just even much well them they when where while after before because since until between against without within
    during through upon whom whose your ours himself herself itself themselves might must does did done doing made
    make makes going went being towards toward among amid around behind below above across along near outside inside
    off onto despite unless whether though although already still never always often again later earlier here there
    then once yet however too quite rather"""
    )
)
_CAUSE_CLAUSE = re.compile(
    r" (?:because|because of|due to|after|following|amid|in response to|in retaliation for|to protest|to avoid|to avenge|"
    r"as a result of|thanks to) (?:[a-z’']+ ){2}[^.,;:“”\"()A-Z0-9]{3,80}(?=\.(?:\s|$))"
)
_SIDE_CLAUSE = re.compile(
    r", (?:which|who|where|leaving|killing|injuring|forcing|causing|including|with|while|prompting|raising|making|leading|"
    r"sending|and) [^.,;:“”\"()A-Z0-9]{15,90}(?=\.(?:\s|$))"
)


class Phrases:
    """What some reports add to their sentences: modifiers by the noun they stand before, causes, and clauses that trail."""

    def __init__(self, reports: Sequence[Report]) -> None:
        """Collect them, each once, in order."""
        self.modifiers: dict[str, list[str]] = {}
        for report in reports:
            for match in _MODIFIED.finditer(report.text):
                if not {match[1], match[2]} & _NO_MODIFIER and not match[1].endswith("ly"):
                    offered = self.modifiers.setdefault(match[2], [])
                    if match[1] not in offered:
                        offered.append(match[1])
        self.causes = list(dict.fromkeys(m.group() for r in reports for m in _CAUSE_CLAUSE.finditer(r.text)))
        self.clauses = list(dict.fromkeys(m.group() for r in reports for m in _SIDE_CLAUSE.finditer(r.text)))

    def modifier(self, sentence: str, known: str, dice: random.Random) -> str | None:
        """Put a modifier before a noun that other reports have with it; none that `known` (the reports' text) has."""
        options = [
            (match.start(1), new)
            for match in _MODIFIABLE.finditer(sentence)
            for new in self.modifiers.get(match[1], ())
            if new[:5] not in known
        ]
        if not options:
            return None
        at, new = dice.choice(options)
        before = (
            re.sub(r"\ban $", "a ", sentence[:at]) if new[0] not in "aeiou" else re.sub(r"\ba $", "an ", sentence[:at])
        )
        return f"{before}{new} {sentence[at:]}"

    def cause(self, sentence: str, known: str, dice: random.Random) -> str | None:
        """Hang another report's cause on its end."""
        return _ended(sentence, dice.choice(self.causes), known)

    def clause(self, sentence: str, known: str, dice: random.Random) -> str | None:
        """Hang another report's last clause on its end."""
        return _ended(sentence, dice.choice(self.clauses), known)


def _ended(sentence: str, addition: str, known: str) -> str | None:
    """The sentence with an addition of which at least one longer word is in no known report."""
    news = [word for word in re.findall(r"[a-z]{5,}", addition) if word[:5] not in known]
    return f"{sentence[:-1]}{addition}." if news and sentence.endswith(".") else None


def is_plain(sentence: str) -> bool:
    """Whether it is a sentence of running text: no caption, no list of names, no navigation."""
    parts = sentence.split()
    if not 8 <= len(parts) <= 60 or sentence[-1] not in '.”"' or "|" in sentence:
        return False
    return sum(part[:1].islower() for part in parts) >= 0.5 * len(parts)


FAULTS: dict[str, Fault] = {
    "number": number,
    "date": day,
    "unit": unit,
    "name": name,
    "quotation": quotation,
    "speaker": speaker,
    "negation": negation,
    "hedge": hedge,
    "modality": modality,
    "antonym": antonym,
    "attribution": attribution,
    "relation": relation,
}
