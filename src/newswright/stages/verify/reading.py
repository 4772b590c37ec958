"""Read a sentence once, for all checks: its clauses, words, operators (hedge, negation, intent), facts and names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from newswright.stages.verify import lexicon
from newswright.stages.verify.lazy import Lazy
from newswright.text import dates, entities, names_match, quantities, quotations, sentences, thesaurus, words

Kind = Literal["negation", "epistemic", "reportative", "intent", "future"]

# Both begin with a set of characters, because the engine scans fastest for one.
_CLAUSE_END = re.compile(
    r"[,;:!?()\[\]“”\"«».—–，。；：！？-](?:(?<![—–-])(?=\s|$|[“”\"])|(?<=\s[—–-])[—–-]?(?=\s)|(?<=[，。；：！？]))"
)
_DOTTED = re.compile(r"[A-Z](?<!\w.)\.(?:[A-Z]\.)+")
_PAST = re.compile(r".{2,}ed$")
_DONE_BEFORE = lexicon.listed("has have had was were been began finished completed")
_MONTHS = frozenset(("may",))  # hedges that are spelled like months
_MAX_SCOPE = 5  # content words that one operator governs


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its stem (None for a function word) and the clause it stands in."""

    token: str
    stem: str | None
    clause: int


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that changes what a statement commits to. `key` is the content word that it governs first, `scope` all of them."""

    kind: Kind
    cue: str
    key: str
    scope: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A sentence, read. Everything beyond the words is worked out when it is first asked for."""

    text: str
    language: str

    @Lazy
    def words(self) -> tuple[Word, ...]:
        """All words in order."""
        return tuple(_words(self.text, self.language))

    @Lazy
    def tokens(self) -> tuple[str, ...]:
        """All tokens in order, casefolded."""
        return tuple([word.token for word in self.words])

    @Lazy
    def vocabulary(self) -> frozenset[str]:
        """All tokens, each once: to see fast that none is of some list."""
        return frozenset(self.tokens)

    @Lazy
    def content(self) -> tuple[str, ...]:
        """The stems of the content words, in order."""
        return tuple([word.stem for word in self.words if word.stem is not None])

    @Lazy
    def bag(self) -> frozenset[str]:
        """The stems of the content words."""
        return frozenset(self.content)

    @Lazy
    def folded(self) -> frozenset[str]:
        """All tokens as names are compared; dotted initials also as one word (U.S. → us)."""
        folded = frozenset(map(names_match.fold, self.tokens))
        dotted = [match.group().replace(".", "").casefold() for match in _DOTTED.finditer(self.text)]
        return folded.union(dotted) if dotted else folded

    @Lazy
    def bare(self) -> str:
        """The words and marks, apart from case, white space, the style of its quotation marks, and its full stop."""
        return bare(self.text)

    @Lazy
    def bare_undated(self) -> str:
        """The same without a dateline."""
        dateline = sentences.dateline(self.text)
        return bare(self.text[dateline.end :]) if dateline else self.bare

    @Lazy
    def quoted(self) -> tuple[quotations.Quoted, ...]:
        """What stands in quotation marks."""
        return tuple(quotations.find(self.text))

    @Lazy
    def unquoted(self) -> "Reading":
        """What it says outside quotation marks, read."""
        if not self.quoted:
            return self
        kept, at = [], 0
        for quoted in self.quoted:
            kept.append(self.text[at : quoted.start])
            at = quoted.end
        return Reading(" , ".join([*kept, self.text[at:]]), self.language)

    @Lazy
    def implied(self) -> frozenset[int]:
        """All that its words can mean or imply, as numbers of the thesaurus."""
        return frozenset().union(*map(thesaurus.implies, self.tokens))

    @Lazy
    def operators(self) -> tuple[Operator, ...]:
        """Hedges, negations, intents and futures with what they govern."""
        return tuple(_operators(self.words, self.language))

    @Lazy
    def kinds(self) -> frozenset[Kind]:
        """The kinds of operators that occur."""
        return frozenset(operator.kind for operator in self.operators)

    @Lazy
    def _is_spelt(self) -> bool:
        """Whether it is in plain letters without a figure, and no apostrophe ties two words: its tokens show what it has."""
        return bool(_PLAIN.fullmatch(self.text) and _SPELT.fullmatch(" ".join(self.tokens)))

    @Lazy
    def _any_moments(self) -> tuple[dates.Moment, ...]:
        if self._is_spelt and not dates.may_name(self.tokens, self.language):
            return ()
        return tuple(dates.find(self.text, anchor=date(2000, 6, 15), language=self.language))

    @Lazy
    def quantities(self) -> tuple[quantities.Quantity, ...]:
        """The quantities stated."""
        if self._is_spelt and not quantities.may_state(self.tokens, self.language):
            return ()
        return tuple(quantities.find(self.text, self.language, moments=self._any_moments))

    @Lazy
    def names(self) -> tuple[entities.Name, ...]:
        """The names that occur."""
        return tuple(entities.names(self.text, self.language))

    @property
    def has_moments(self) -> bool:
        """Whether any day, month or year is named."""
        return bool(self._any_moments)

    def moments(self, anchor: date) -> Sequence[dates.Moment]:
        """The moments named, as seen from the day of publication."""
        if not any(moment.is_relative for moment in self._any_moments):
            return self._any_moments
        if anchor not in self._moments_from:
            self._moments_from[anchor] = tuple(dates.find(self.text, anchor=anchor, language=self.language))
        return self._moments_from[anchor]

    @Lazy
    def _moments_from(self) -> dict[date, tuple[dates.Moment, ...]]:
        return {}

    def after(self, place: int, n: int = 2) -> tuple[str, ...]:
        """The stems of the next content words after a character offset: what a number counts."""
        return _counted(self.text[place : place + 60], self.language)[:n]

    def governs(self, stem: str, *kinds: Kind) -> bool:
        """Whether an operator of one of these kinds has the stem in its scope."""
        return any(operator.kind in kinds and stem in operator.scope for operator in self.operators)

    def is_done(self, stem: str) -> bool:
        """Whether a content word is told as done: in the past tense, or after has, was, began."""
        for place, word in enumerate(self.words):
            if word.stem != stem:
                continue
            before = {w.token for w in self.words[max(0, place - 3) : place] if w.clause == word.clause}
            if "to" in before or "be" in before:
                continue
            if is_past(word.token) or before & _DONE_BEFORE:
                return True
        return False


_SPELT = re.compile(r"[^\d']*")
_MARKS = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "\u00a0": " "}


def bare(text: str) -> str:
    """The words and marks of a text, apart from case, white space, the style of its quotation marks, and its full stop."""
    plain = text
    if not text.isascii():
        for mark, simple in _MARKS.items():  # far faster than `translate`
            plain = plain.replace(mark, simple)
    return " ".join(plain.casefold().split()).rstrip(" .,")


_STOP = re.compile(r"[.;:!?]\s")


@lru_cache(maxsize=10_000)
def _counted(following: str, language: str) -> tuple[str, ...]:
    found = _words(_STOP.split(following, 1)[0], language)
    return tuple(word.stem for word in found if word.stem is not None and not word.token[0].isdigit())


def is_past(token: str) -> bool:
    """Whether an English token looks like a verb's past tense or participle."""
    return bool(_PAST.fullmatch(token)) or token in lexicon.IRREGULAR_PASTS


def _words(text: str, language: str) -> list[Word]:
    """All words; a sentence in a plain script is cut at once, with a mark for each end of a clause."""
    if _BREAK in text.casefold() or not _PLAIN.fullmatch(text):
        clauses = enumerate(_CLAUSE_END.split(text))
        return [_words_in(n, language)[token] for n, clause in clauses for token in words.tokens(clause)]
    n, found, known = 0, [], _words_in(0, language)
    for token in words.tokens(_CLAUSE_END.sub(_SPACED_BREAK, text)):
        if token == _BREAK:
            n += 1
            known = _words_in(n, language)
        else:
            found.append(known[token])
    return found


_BREAK = "clausebreak"  # a word that the cutter leaves as it is
_SPACED_BREAK = f" {_BREAK} "
# Latin letters and typography, without the marks that come apart into a space and an accent.
_PLAIN = re.compile(
    "[\x00-\xa7\xa9-\xae\xb0-\xb3\xb5-\xb7\xb9-\u024f\u2010-\u2016\u2018-\u2027\u2030-\u203a\u20a0-\u20c0]*"
)


@lru_cache(maxsize=256)
def _words_in(clause: int, language: str) -> words.Memo[Word]:
    """Remember the words that have stood in the n-th clause of a sentence."""
    return words.Memo(lambda token: Word(token, stem(token, language), clause))


@lru_cache(maxsize=200_000)
def stem(token: str, language: str) -> str | None:
    """Reduce a token to its stem; None for a function word. English irregular forms go to their base."""
    if language.startswith("en"):
        token = lexicon.BASE_FORMS.get(token, token)
    found = words.stems(token, language)
    return found[0] if found else None


def _operators(all_words: tuple[Word, ...], language: str) -> Iterator[Operator]:
    cues, breaks = _cues(language)
    done = 0
    for place, word in enumerate(all_words):
        if place < done or not (word.token in cues or word.token.endswith(_NOT)):
            continue
        found = _cue_at(all_words, place, cues)
        if found is None:
            continue
        kind, n_tokens = found
        if not _is_month(all_words, place):
            scope = _scope(all_words, place, n_tokens, breaks)
            if scope:
                cue = " ".join(word.token for word in all_words[place : place + n_tokens])
                key = next((s for s, adverb in scope if not adverb), scope[0][0])
                yield Operator(kind, cue, key, tuple(s for s, _ in scope))
        done = place + n_tokens


_NOT = ("n't", "n’t")


def _cue_at(all_words: tuple[Word, ...], place: int, cues: "_Cues") -> tuple[Kind, int] | None:
    token = all_words[place].token
    if token.endswith(_NOT):
        return "negation", 1
    for phrase, kind in cues.get(token, ()):
        if len(phrase) == 1 or tuple(word.token for word in all_words[place : place + len(phrase)]) == phrase:
            return kind, len(phrase)
    return None


def _is_month(all_words: tuple[Word, ...], place: int) -> bool:
    """'May' after a preposition or beside a number is the month."""
    if all_words[place].token not in _MONTHS:
        return False
    before = all_words[place - 1].token if place else ""
    after = all_words[place + 1].token if place + 1 < len(all_words) else ""
    return (
        before in {"in", "of", "since", "last", "this", "next", "late", "early", "on", "until", "by"}
        or before[:1].isdigit()
        or after[:1].isdigit()
    )


def _scope(all_words: tuple[Word, ...], place: int, n_tokens: int, breaks: frozenset[str]) -> list[tuple[str, bool]]:
    """The content words that an operator governs, each with whether it is an adverb."""
    scope: list[tuple[str, bool]] = []
    cue = all_words[place + n_tokens - 1]
    clause = cue.clause
    begins = place + n_tokens
    if begins < len(all_words) and _overlap(cue.token, all_words[begins].token):
        begins += 1  # pairs of characters overlap: 可能 能在 在九
    for word in all_words[begins:]:
        if word.clause != clause or len(scope) == _MAX_SCOPE or (scope and word.token in breaks):
            break
        if word.stem is not None:
            scope.append((word.stem, word.token.endswith("ly")))
    return scope


def _overlap(cue: str, following: str) -> bool:
    return (
        not cue.isascii()
        and len(cue) == len(following) == _PAIR
        and cue[-1] == following[0]
        and "一" <= cue[-1] <= "鿿"
    )


_PAIR = 2  # characters
_Cues = dict[str, list[tuple[tuple[str, ...], Kind]]]


@lru_cache(maxsize=16)
def _cues(language: str) -> tuple[_Cues, frozenset[str]]:
    """Operator phrases by their first token, longest first."""
    found: _Cues = {}
    listed = lexicon.of(language)
    groups: tuple[tuple[Kind, frozenset[str]], ...] = (
        ("negation", listed.negation),
        ("reportative", listed.reportative),
        ("epistemic", listed.epistemic),
        ("intent", listed.intent),
        ("future", listed.future),
    )
    for kind, phrases in groups:
        for phrase in sorted(phrases):
            parts = tuple(phrase.split(" "))
            found.setdefault(parts[0], []).append((parts, kind))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found, listed.clause_breaks
