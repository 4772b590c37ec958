"""Take a sentence apart for judgement: what it says, and, apart from that, which outlets it says it from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from newswright.stages.verify import lexicon
from newswright.stages.verify.lazy import Lazy
from newswright.stages.verify.reading import Reading
from newswright.text import measures, names_match, sentences, words

_COUNTED_SOURCES = re.compile(
    r"(?i)\b(?:according\s+to|reported\s+by|said\s+by)\s+(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+"
    r"(?:other\s+|independent\s+|different\s+)?"
    r"(?:outlets|reports|news\s+organi[sz]ations|newspapers|news\s+agencies)\b"
)
_INNER_CAPITAL = re.compile(r"(?<=[\w,'’)-])[ -][A-Z][\w'’]*|(?<=[“\"(])[A-Z][\w'’]*")

_OUTLETS = re.compile(r"[oOrRnN](?i:utlets|eports|ews)")  # without one of these words no sources are counted
_SENTENCE_END = re.compile(r"[.!?…।॥؟۔。！？｡\n]")  # without one of these marks inside it is one sentence


@dataclass(frozen=True)
class Claim:
    """A sentence under judgement. `body` is what it says without a dateline and attributions to outlets; `outlets` are those."""

    text: str
    language: str
    body_text: str
    outlets: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()  # outlets that it names in whatever way
    is_excerpt: bool | None = None  # None: nobody said whether it is one

    @Lazy
    def whole(self) -> Reading:
        """The sentence as it stands, read."""
        return self.body if self.body_text == self.text else Reading(self.text, self.language)

    @Lazy
    def body(self) -> Reading:
        """What it says, read."""
        return Reading(self.body_text, self.language)

    @Lazy
    def parts(self) -> tuple[Reading, ...]:
        """Its sentences, if it is more than one."""
        if not _SENTENCE_END.search(self.body_text.rstrip(" .")):
            return (self.body,)
        spans = sentences.split(self.body_text)
        if len(spans) < 2:
            return (self.body,)
        return tuple(Reading(span.of(self.body_text), self.language) for span in spans)

    @Lazy
    def plain(self) -> Reading:
        """What it says outside quotation marks, read: the writer's own words."""
        return self.body.unquoted

    @Lazy
    def capitalised(self) -> frozenset[str]:
        """Its words, casefolded, that begin with a capital letter inside a sentence: names, mostly."""
        return frozenset(match.group().strip(" -").casefold() for match in _INNER_CAPITAL.finditer(self.body_text))

    @Lazy
    def content(self) -> tuple[str, ...]:
        """The stems that need support: words about the reporting itself and figures, which have checks of their own, do not."""
        reporting = lexicon.META
        if self.mentioned:
            reporting = reporting.union(*(words.tokens(outlet) for outlet in self.mentioned))
        said = [w for w in self.body.words if w.stem is not None and w.token not in reporting]
        return tuple([
            w.stem for w in said if w.stem and not w.token[0].isdigit() and w.token not in measures.MAGNITUDES
        ])  # fmt: skip

    def shared(self, source: Reading) -> float:
        """The share of its content words, or of those of its closest sentence, that a source sentence has."""
        if source.text not in self._shared:
            bags = [part.bag for part in self.parts if part.bag]
            self._shared[source.text] = max([len(bag & source.bag) / len(bag) for bag in bags], default=0.0)
        return self._shared[source.text]

    @Lazy
    def _shared(self) -> dict[str, float]:
        return {}

    @Lazy
    def has_attribution(self) -> bool:
        """Whether it says who says so: an outlet, a person, an authority."""
        if self.outlets or self.n_sources_said:
            return True
        single, several = _attributing(self.language)
        if not single.isdisjoint(self.plain.vocabulary):
            return True
        tokens = f" {' '.join(self.plain.tokens)} "
        return any(f" {phrase} " in tokens for phrase in several)

    @Lazy
    def n_sources_said(self) -> tuple[int, int, int] | None:
        """'according to two outlets': the count, and where it stands; None where no such thing is said."""
        match = _COUNTED_SOURCES.search(self.text) if _OUTLETS.search(self.text) else None
        if match is None:
            return None
        spoken = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        word = match["n"].casefold()
        return (int(word) if word.isdigit() else spoken.index(word)), match.start("n"), match.end("n")


@lru_cache(maxsize=64)
def _attributing(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """A language's words, and its phrases of several words, that say who says so."""
    listed = lexicon.of(language).attribution
    several = frozenset(phrase for phrase in listed if " " in phrase)
    return listed - several, several


class Attributions:
    """Knows how sentences name the outlets of one set of reports, and takes such attributions off."""

    def __init__(self, outlets: Iterable[str]) -> None:
        """Prepare the patterns: one alternative per outlet, longest first."""
        self._names = sorted({outlet.strip() for outlet in outlets if outlet.strip()}, key=len, reverse=True)
        self._heads = [name.split()[0].casefold() for name in self._names]
        one = (
            "(?:the\\s+|den?r?\\s+|l[ae]\\s+|el\\s+)?(?:" + "|".join(map(_loose, self._names)) + ")"
            if self._names
            else "(?!)"
        )
        several = rf"{one}(?:(?:\s*,|\s+(?:and|und|y|et)|\s*&)+\s*{one})*"
        self._any = re.compile("|".join(map(_loose, self._names)) or "(?!)", re.IGNORECASE)
        self._attribution = re.compile(
            rf"[,;]?\s*\b(?:as\s+)?(?:according\s+to|reported\s+by|laut|so|según|selon|d['’]après)\s+{several}(?!\w)\s*,?"
            rf"|[,;]?\s*(?:as\s+)?\b{several}\s+(?:has\s+|have\s+)?(?:reported|reports|report|said|says|wrote)(?:\s+that)?\b"
            rf"|[,;]?\s*\b(?:berichteten?|informaron|informó|ont\s+rapporté|a\s+rapporté)\s+{several}(?!\w)"
            rf"|\s*\({several}\)",
            re.IGNORECASE,
        )

    def claim(self, text: str, language: str, *, is_excerpt: bool | None = None) -> Claim:
        """Take a sentence apart."""
        folded = text.casefold()
        is_named = any(head in folded for head in self._heads) and self._any.search(text) is not None
        body, n_taken = self._attribution.subn(" ", text) if is_named else (text, 0)
        outlets = self.named(text) if is_named else ()
        body = body.strip() if n_taken else text
        if dateline := sentences.dateline(body):
            body = body[dateline.end :]
        return Claim(
            text=text,
            language=language,
            body_text=body or text,
            outlets=outlets if n_taken else (),
            mentioned=outlets,
            is_excerpt=is_excerpt,
        )

    def named(self, text: str) -> tuple[str, ...]:
        """List the outlets that a text names, as the reports spell them."""
        found = {match.group().casefold() for match in self._any.finditer(text)}
        loose = {" ".join(name.split()) for name in found}
        return tuple(name for name in self._names if " ".join(name.casefold().split()) in loose)


def _loose(name: str) -> str:
    return r"(?<!\w)" + r"\s+".join(re.escape(part) for part in name.split()) + r"(?!\w)"


def same_outlet(said: str, outlet: str) -> bool:
    """Whether a name in a sentence can mean an outlet: 'Daily Mirror' and dailymirror.lk, 'the Post' and Harbour Post."""
    a, b = _squashed(said), _squashed(outlet)
    if len(a) < 3 or len(b) < 3:
        return a == b
    return a in b or b in a or names_match.initials_of(outlet) == a


def _squashed(name: str) -> str:
    return "".join(t for t in words.tokens(name) if t not in {"the", "com", "org", "www", "news"}) or name.casefold()
