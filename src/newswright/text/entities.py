"""Find who, where and which organisation a text names, by capitals and patterns; no model.

Made for scripts with capitals (Latin, Greek, Cyrillic, Armenian); in other scripts only what is written in Latin letters is
found. German capitalises every noun: there a lone word counts only behind a preposition or a title, or as part of a longer name.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from newswright.text import words


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a text: characters `start` to `end` (exclusive), titles included, possessive endings left off."""

    text: str
    start: int
    end: int


def names(text: str, language: str) -> list[Name]:
    """Find the names in a text, in order.

    Function words, weekdays and months are no names. A lone word at the head of a sentence counts where the text confirms it
    in mid-sentence, or where nothing speaks for a common noun. A line in title case (a headline) yields what the rest of the
    text confirms, and acronyms.
    """
    runs = [run for line in _LINE.finditer(text) for run in _runs(line, language)]
    sure = {word for run in runs if not run.is_headline and not run.is_initial for word, _, _ in run.parts}
    small = set(_SMALL.findall(text))
    return [run.name for run in runs if _is_name(run, sure, small, language)]


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row, as (word, start, end). `before` is what stands in front of it in its line."""

    parts: tuple[tuple[str, int, int], ...]
    text: str
    before: str
    is_headline: bool

    @property
    def is_initial(self) -> bool:
        return len(self.parts) == 1 and bool(_HEAD.search(self.before))

    @property
    def name(self) -> Name:
        return Name(self.text, self.parts[0][1], self.parts[-1][2])


_LINE = re.compile(r"[^\n]+")
_SMALL = re.compile(r"(?<![\w'’])[a-zß-öø-ÿа-яёα-ω][\w-]+")
_UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚΑ-ΫА-ЯЁЂЄІЇЎҐԱ-Ֆ]"
_WORD = re.compile(
    rf"(?:\b[a-z]{{1,2}}['’]|\b(?:al|el|bin)-)?\b{_UPPER}(?:\.(?:\s?{_UPPER}\.)+|\.(?=\s{_UPPER})|\w*(?:[-'’]\w+)*)"
)
_GLUE = re.compile(
    r"\.? |,? (?:Jr\.?|Sr\.?) |"
    r" (?:of the|of|for|de la|de las|de los|del|de|della|di|da|do|dos|du|des|van der|van den|van|von der|von|zu|bin|ibn|&) "
)
_HEAD = re.compile(r"(?:^|[.!?:;…•|]|[—–-] )[\s\"“”„«»‘’'(\[]*$")


def _runs(line: re.Match[str], language: str) -> Iterator[_Run]:
    text, offset = line.group(), line.start()
    is_headline = _is_title_case(text)
    barred = words.stopwords(language) | _CALENDAR
    parts: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        word, start, end = _trimmed(match)
        if parts and not _GLUE.fullmatch(text, parts[-1][2], start):
            yield _run(text, parts, offset, is_headline)
            parts = []
        if word.casefold().rstrip(".") in barred and not (word.isupper() and len(word) > 1 and not is_headline):
            if parts:
                yield _run(text, parts, offset, is_headline)
            parts = []
        else:
            parts.append((word, start, end))
    if parts:
        yield _run(text, parts, offset, is_headline)


def _trimmed(match: re.Match[str]) -> tuple[str, int, int]:
    """Leave off a possessive ending, so that 'Galle's' is 'Galle'."""
    word = re.sub(r"['’]s?$", "", match.group())
    return word, match.start(), match.start() + len(word)


def _run(line: str, parts: list[tuple[str, int, int]], offset: int, is_headline: bool) -> _Run:
    start, end = parts[0][1], parts[-1][2]
    moved = tuple((word, low + offset, high + offset) for word, low, high in parts)
    return _Run(moved, line[start:end], line[max(0, start - 40) : start], is_headline)


def _is_title_case(line: str) -> bool:
    """Tell a headline in title case from a sentence: no full stop, three longer words or more, four in five capitalised."""
    if line.rstrip(' \t\r"”’»').endswith((".", "。", "!")):
        return False
    longer = [word for word in re.findall(r"[^\W\d_]+", line[:240]) if len(word) > 3]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


def _is_name(run: _Run, sure: set[str], small: set[str], language: str) -> bool:
    if len(run.text) < 2:
        return False
    lone = run.parts[0][0]
    if run.is_headline:
        return all(word in sure for word, _, _ in run.parts) or (_is_acronym(run.text) and not run.before.isupper())
    if len(run.parts) > 1 or _is_acronym(lone):
        return True
    if language.startswith("de"):
        return lone in sure and bool(_GERMAN_MARK.search(run.before))
    if not run.is_initial or lone in sure:
        return lone.casefold() not in _OPENERS
    return lone.casefold() not in _OPENERS and lone.casefold() not in small and not _COMMON.search(lone)


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word.replace(".", "")) <= 6


_GERMAN_MARK = re.compile(r"\b(?:in|aus|nach|bei|von|gegen|mit|Herrn?|Frau|Präsident|Präsidentin|Kanzler|Minister)\s+$")
# Endings that speak for a common noun, a participle or an adverb at the head of an English sentence.
_COMMON = re.compile(r"(?:ing|ly|ed|ers|ors|ists|ials|tion|tions|ment|ments|ness|ists|ants|ents)$")


def normal(name: str) -> str:
    """Reduce a name to what it is compared by: case, accents, titles, possessives, full stops and a leading article aside.

    'Prime Minister José García’s' → 'jose garcia'; 'the U.S.' → 'us'.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not "\u0300" <= c <= "\u036f")
    plain = re.sub(r"'s?$", "", plain.replace("’", "'").casefold().strip()).replace(".", "")
    parts = [part for part in re.split(r"[\s\-–—/,'\"“”]+", plain) if part]
    while len(parts) > 1 and (parts[0] in _TITLES or parts[0] in _ARTICLES):
        parts = parts[1:]
    return " ".join(parts)


def _listed(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


_ARTICLES = _listed("the a an der die das den dem le la les el los las il lo gli o os as het l")
_TITLES = _listed(
    """mr mrs ms miss mx dr prof professor sir dame lord lady president vice prime minister chancellor senator sen rep
    representative congressman congresswoman governor gov mayor justice chief sheriff officer sgt sergeant lt lieutenant
    capt captain major maj col colonel gen general adm admiral king queen prince princess pope cardinal bishop archbishop rev
    reverend secretary ambassador chairman chairwoman chair director ceo former deputy attorney premier speaker imam sheikh
    sultan emir judge herr frau monsieur madame mme señor señora senor senora sr sra don doña signor signora bundeskanzler
    bundeskanzlerin präsident präsidentin prasident prasidentin ministerin bürgermeister burgermeister acting interim
    detective inspector constable commissioner coach hon"""
)
_CALENDAR = _listed(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember
    am pm gmt utc est edt pst pdt cet bst ist i"""
)
_OPENERS = _listed(
    """police officials authorities residents rescuers witnesses people thousands hundreds dozens millions billions
    government governments ministers investigators prosecutors experts scientists researchers critics protesters firefighters
    doctors nurses teachers students parents workers farmers soldiers troops lawyers lawmakers voters activists campaigners
    analysts economists investors shares stocks prices sales profits figures data results tests reports sources footage video
    images photos pictures emergency fire floods flood heavy strong local national international state public private foreign
    former current despite following earlier later meanwhile however moreover furthermore additionally overall finally
    recently currently previously according speaking asked nearly almost about around roughly approximately neither either
    neighbours neighbors families relatives friends victims survivors passengers drivers crews teams schools hospitals
    businesses companies banks shops roads trains flights airlines airports bridges homes houses buildings power water food
    fuel gas oil coal trade inflation unemployment turnout polls surveys elections talks negotiations court courts judges
    jurors evidence documents records emails letters messages tweets statement spokesman spokeswoman spokesperson
    yes no please thanks sorry good bad big small high low early late old young man woman men women boy girl children child
    breaking update updated watch read see photo credit advertisement opinion editorial analysis exclusive live
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty eighty ninety hundred thousand"""
)
