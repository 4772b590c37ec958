"""Find who, where and which organisation a text names, by capitals and patterns; no model.

Made for scripts with capitals (Latin, Greek, Cyrillic, Armenian); in other scripts only what is written in Latin letters is
found. German capitalises every noun: there a lone word counts only behind a preposition or a title, or as part of a longer name.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

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
    return [Name(text[run.start : run.end], run.start, run.end) for run in _named(text, language)]


def normals(text: str, language: str) -> list[str]:
    """List the names of a text by their keys, in order: what `normal` says of each of `names`, in less time."""
    return [_known[text[run.start : run.end]] for run in _named(text, language)]


def placed(text: str, language: str) -> list[tuple[str, int]]:
    """List the names of a text by their keys, in order, each with the character that it starts at."""
    return [(_known[text[run.start : run.end]], run.start) for run in _named(text, language)]


class _Run(NamedTuple):
    """Capitalised words in a row, possessive endings left off, in the line of the text that begins at `line_start`."""

    parts: list[str]
    start: int
    end: int
    line_start: int
    is_headline: bool

    def before(self, text: str) -> str:
        """What stands in front of it in its line."""
        return text[max(self.line_start, self.start - 40) : self.start]


def _named(text: str, language: str) -> list[_Run]:
    runs: list[_Run] = []
    line_start = 0
    spoken = language if words.stopwords(language) else ""  # one memo for all languages without a list
    for line in text.split("\n"):
        runs += _runs(line, line_start, spoken)
        line_start += len(line) + 1
    told = _Told(text, runs, language)
    return [run for run in runs if told.is_name(run)]


def _runs(line: str, line_start: int, language: str) -> list[_Run]:
    pieces = _WORD.split(line)  # what is between, a word, what is between, …
    if len(pieces) == 1:
        return []
    is_headline = _is_title_case(line)
    barred = _barred(language, is_headline)
    runs: list[_Run] = []
    parts: list[str] = []
    first = last = place = 0
    for between, word in zip(pieces[::2], pieces[1::2], strict=False):
        start = place + len(between)
        place = start + len(word)
        if between[-1:] in _JOINTS and (particle := _PARTICLE.search(between[-5:])):
            start -= len(particle.group())
            word = particle.group() + word
        if word[-2:] in _POSSESSIVE:
            word = word[:-2]
        if parts and line[last:start] not in _GLUE:
            runs.append(_Run(parts, line_start + first, line_start + last, line_start, is_headline))
            parts = []
        if barred[word]:
            if parts:
                runs.append(_Run(parts, line_start + first, line_start + last, line_start, is_headline))
                parts = []
            continue
        if not parts:
            first = start
        parts.append(word)
        last = start + len(word)
    if parts:
        runs.append(_Run(parts, line_start + first, line_start + last, line_start, is_headline))
    return runs


_UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚΑ-ΫА-ЯЁЂЄІЇЎҐԱ-Ֆ]"
# It begins with the capital, because the engine scans fastest for a set, and only then looks at what is in front.
_WORD = re.compile(rf"({_UPPER}(?<!\w.)(?:\.(?:\s?{_UPPER}\.)+|\.(?=\s{_UPPER})|\w*(?:[-'’]\w+)*))")
_JOINTS = frozenset("'’-")
_PARTICLE = re.compile(r"\b(?:[a-z]{1,2}['’]|(?:al|el|bin)-)$")  # of "d'Alder", "al-Amin"; four characters at most
_POSSESSIVE = frozenset(("'s", "’s"))
_CONNECTORS = (
    "of the", "of", "for", "de la", "de las", "de los", "del", "de", "della", "di", "da", "do", "dos", "du", "des",
    "van der", "van den", "van", "von der", "von", "zu", "bin", "ibn", "&",
)  # fmt: skip
_GLUE = frozenset({" ", ". "} | {f" {word} " for word in _CONNECTORS})


@lru_cache(maxsize=128)
def _barred(language: str, is_headline: bool) -> words.Memo[bool]:
    """Remember which words of a language are no part of any name: function words, weekdays, months; "US" is one, "us" is none."""
    barred = words.stopwords(language) | _CALENDAR

    def is_barred(word: str) -> bool:
        is_plain = is_headline or len(word) == 1 or not word.isupper()
        return is_plain and word.casefold().rstrip(".") in barred

    return words.Memo(is_barred)


def _is_title_case(line: str) -> bool:
    """Tell a headline in title case from a sentence: no full stop, three longer words or more, four in five capitalised."""
    if line.rstrip(' \t\r"”’»').endswith((".", "。", "!")):
        return False
    longer = [word for word in _LETTERS.findall(line[:240]) if len(word) > 3]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


_LETTERS = re.compile(r"[^\W\d_]+")


class _Told:
    """What a text tells of the capitalised words in it, taken together."""

    def __init__(self, text: str, runs: list[_Run], language: str) -> None:
        self._text, self._is_german = text, language.startswith("de")
        self._initial = {
            run.start for run in runs if len(run.parts) == 1 and not run.is_headline and self._is_initial(run)
        }
        inside = (run for run in runs if not run.is_headline and run.start not in self._initial)
        self._sure = {word for run in inside for word in run.parts}

    def _is_initial(self, run: _Run) -> bool:
        """Whether it stands at the head of a sentence, quotation marks and brackets aside."""
        before = run.before(self._text)
        rest = before.rstrip(_OPENING)
        return not rest or rest[-1] in _ENDING or (rest[-1] in _DASHES and before[len(rest) :][:1] == " ")

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that are written small; asked for seldom, and slow to gather."""
        return frozenset(_SMALL.findall(self._text))

    def is_name(self, run: _Run) -> bool:
        if run.end - run.start < 2:
            return False
        lone = run.parts[0]
        if run.is_headline:
            if self._sure.issuperset(run.parts):
                return True
            return _is_acronym(self._text[run.start : run.end]) and not run.before(self._text).isupper()
        if len(run.parts) > 1 or _is_acronym(lone):
            return True
        if self._is_german:
            return lone in self._sure and bool(_GERMAN_MARK.search(run.before(self._text)))
        folded = lone.casefold()
        if folded in _OPENERS:
            return False
        if lone in self._sure or run.start not in self._initial:
            return True
        return not lone.endswith(_COMMON) and not (self._may_be_small(folded) and folded in self._small)

    def _may_be_small(self, folded: str) -> bool:
        """Whether it is worth asking: a short text is searched in no time, a long one not for each of its words."""
        return len(self._text) > _SHORT_CHARS or folded in self._text


_SHORT_CHARS = 20_000


_SMALL = re.compile(r"(?<![\w'’])[a-zß-öø-ÿа-яёα-ω][\w-]+")
_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_OPENING = _SPACES + "\"“”„«»‘’'(["
_ENDING, _DASHES = frozenset(".!?:;…•|"), frozenset("—–-")


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word.replace(".", "")) <= 6


_GERMAN_MARK = re.compile(r"\b(?:in|aus|nach|bei|von|gegen|mit|Herrn?|Frau|Präsident|Präsidentin|Kanzler|Minister)\s+$")
# Endings that speak for a common noun, a participle or an adverb at the head of an English sentence.
_COMMON = (
    "ing", "ly", "ed", "ers", "ors", "ists", "ials", "tion", "tions", "ment", "ments", "ness", "ants", "ents",
)  # fmt: skip


def normal(name: str) -> str:
    """Reduce a name to what it is compared by: case, accents, titles, possessives, full stops and a leading article aside.

    'Prime Minister José García’s' → 'jose garcia'; 'the U.S.' → 'us'.
    """
    return _known[name]


def _key(name: str) -> str:
    if name.isascii():
        plain = name
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not "\u0300" <= c <= "\u036f").replace(
            "’", "'"
        )
    plain = re.sub(r"'s?$", "", plain.casefold().strip()).replace(".", "")
    parts = [part for part in _BETWEEN_PARTS.split(plain) if part]
    while len(parts) > 1 and (parts[0] in _TITLES or parts[0] in _ARTICLES):
        parts = parts[1:]
    return " ".join(parts)


_known = words.Memo(_key)
_BETWEEN_PARTS = re.compile(r"[\s\-–—/,'\"“”]+")


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
