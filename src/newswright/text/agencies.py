"""Read which news agency wrote a text, from its dateline, its byline or the credit at its end."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

# Each agency by the forms in which outlets credit it. Capitals count: "ap" and "ani" are words in other languages.
_FORMS = {
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse", "法新社"),
    "Anadolu": ("Anadolu Agency", "Anadolu Ajansı", "Anadolu"),
    "ANI": ("ANI",),
    "ANSA": ("ANSA",),
    "Antara": ("ANTARA", "Antara"),
    "AP": ("The Associated Press", "Associated Press", "AP", "美联社"),
    "BBC": ("BBC News", "BBC"),
    "Bernama": ("BERNAMA", "Bernama"),
    "Bloomberg": ("Bloomberg News", "Bloomberg"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "EFE": ("EFE",),
    "IANS": ("IANS",),
    "Interfax": ("Interfax",),
    "Kyodo": ("Kyodo News", "KYODO", "Kyodo", "共同通信", "共同社"),
    "PA Media": ("PA Media", "Press Association"),
    "PTI": ("PTI", "Press Trust of India"),
    "Reuters": ("Reuters", "REUTERS", "Thomson Reuters", "路透社", "路透"),
    "TASS": ("TASS",),
    "UPI": ("UPI",),
    "Xinhua": ("Xinhua News Agency", "Xinhua", "XINHUA", "新华社"),
    "Yonhap": ("Yonhap News Agency", "Yonhap", "YONHAP"),
}
_AGENCIES = {form: name for name, forms in _FORMS.items() for form in forms}
_FORM = "(?P<form>" + "|".join(sorted(map(re.escape, _AGENCIES), key=len, reverse=True)) + ")"
_DASH = r"(?:[-–—―:]|--)"

# At the head: "GALLE, Sri Lanka (AP) —", then a dash; also "(Reuters) -", "AFP -", "新华社北京3月5日电"
_HEAD = re.compile(
    rf"\s*(?:[^\n()]{{0,60}}[(（]\s*{_FORM}\s*[)）]\s*{_DASH}|{_FORM.replace('form', 'bare')}\s*(?:{_DASH}\s|\S{{0,12}}电))"
)
# At the end: "(AFP)", "— Reuters", "Source: Xinhua", "© 2024 AFP"
_TAIL = re.compile(
    rf"(?:[(（\[]|{_DASH}\s*|(?:^|\n|\.\s+)(?:©\s*(?:\d{{4}}\s*)?)?|(?:Source|Courtesy|Credit|Via|来源)\s*[:：]\s*)"
    rf"{_FORM}(?:/[A-Z]\w*)*\s*[)）\]]?\s*\.?\s*$"
)
# As a byline: "Associated Press", "By TOVE BRANDT, Associated Press", "Reuters Staff", "AFP"
_BYLINE = re.compile(
    rf"(?:^|[,;/|(–—-]\s*|\b(?i:by|for|and)\s+)(?:[Tt]he\s+)?{_FORM}(?:\s+(?:Staff|Writers?|News))?\s*\)?\s*$"
)
_TAIL_CHARS = 120  # the last paragraph's end: a credit is no longer


_HEAD_CHARS = 300  # in which the dateline stands: at the start, or under a title and a line or two


def credited(text: str, byline: str | None = None) -> str | None:
    """Name the news agency that a text is credited to, by its usual short name ('AP'); None where no credit is found.

    Only credits count: "the minister told Reuters" makes no agency the author.
    """
    heads = [line for line in text[:_HEAD_CHARS].splitlines() if line.strip()][:_HEAD_LINES]
    found = [_BYLINE.search(byline.strip())] if byline else []
    found += [_HEAD.match(line) for line in heads]
    found.append(_TAIL.search(text[-_TAIL_CHARS:]))
    for match in found:
        if match and (name := _AGENCIES.get(match["form"] or match.groupdict().get("bare") or "")):
            return name
    return None


_HEAD_LINES = 3


def agreed(partners: Sequence[str], text: str, byline: str | None = None) -> str | None:
    """Name the partner, as it is written in `partners`, whose text this is by its credit; None where it is the outlet's own.

    Partners are agencies, in any of their usual forms, or other outlets.
    """
    if not partners:
        return None
    author = credited(text, byline)
    places = (byline or "", text[:_HEAD_CHARS], text[-_TAIL_CHARS:])
    for partner in partners:
        if (author is not None and is_named(author, (partner,))) or any(map(_search, _credits(partner), places)):
            return partner
    return None


def is_named(agency: str, names: Collection[str]) -> bool:
    """Whether one of these names, in any case, is a form of the agency's."""
    forms = (form.casefold() for form in (agency, *_FORMS.get(agency, ())))
    known = {name.casefold() for name in names}
    return any(form in known for form in forms)


def _search(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return pattern.search(text)


@lru_cache(maxsize=1024)
def _credits(name: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How an outlet is credited in a byline, at the head of a text and at its end."""
    form = re.escape(name.strip())
    return (
        re.compile(rf"(?<!\w){form}(?!\w)", re.IGNORECASE),
        re.compile(rf"[(（]\s*{form}\s*[)）]\s*{_DASH}", re.IGNORECASE),
        re.compile(rf"(?:[(（\[]|{_DASH}\s*|(?:^|\n)(?:\w+\s*[:：]\s*)?){form}\s*[)）\]]?\s*\.?\s*$", re.IGNORECASE),
    )
