"""Find the sentences of a story's reports that an article may stand on, and say how much each of them matters."""

import heapq
import math
import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newswright.records.drafts import Evidence
from newswright.records.ids import OriginId, ReportId
from newswright.records.reports import Genre, Passage, Report
from newswright.records.stories import ToldReport
from newswright.stages.write import plain, reading, replies, shorten
from newswright.stages.write.policy import WritePolicy
from newswright.text import backward, quotations, sentences, words

_END = re.compile(r"[.!?…।。．！？؟۔]['\"”’»›“」』)\]]*$")
_FIRST_PERSON = {
    "en": re.compile(
        r"\b(?:I|I['’](?:m|ve|d|ll)|[Ww]e(?:['’](?:re|ve|d|ll))?|[Oo]urs?|[Uu]s|[Mm]y|[Mm]e|[Yy]ours?|"
        r"[Yy]ou(?:['’]\w+)?)\b"
    ),
    "de": re.compile(r"\b(?:ich|wir|uns|unser\w*|mein\w*)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:yo|nosotros|nuestr[oa]s?|mi)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:je|j['’]ai|nous|notre|nos)\b", re.IGNORECASE),
}


@dataclass(slots=True)
class Piece:
    """A sentence on its way to being evidence."""

    report: Report
    origin_id: OriginId
    passage: Passage
    text: str
    place: int  # among the report's sentences that are news, from 0
    stems: frozenset[str]
    is_backward: bool
    is_alone: bool  # can be printed by itself: it is no bare quotation
    score: float = 0.0
    voices: set[tuple[OriginId, str]] = field(default_factory=set)


def usable(told: Iterable[ToldReport], language: str, *, policy: WritePolicy) -> list[ToldReport]:
    """Choose the reports that may carry facts: reports proper, at their latest revision, not withdrawn, not refused to
    machines, in the story's language; by (happened_by, id)."""
    latest: dict[ReportId, ToldReport] = {}
    for one in told:
        known = latest.get(one.report.id)
        if known is None or known.report.revision < one.report.revision:
            latest[one.report.id] = one
    fit = [one for one in latest.values() if _is_fit(one.report, language)]
    fit.sort(key=lambda one: (one.report.happened_by, one.report.id))
    return _bounded(fit, policy.max_reports)


def _is_fit(report: Report, language: str) -> bool:
    is_same = report.language.partition("-")[0] == language.partition("-")[0] or "und" in (report.language, language)
    is_free = report.rights.may_write and not report.is_withdrawn and not _is_opinion(report)
    return is_free and is_same and report.genre is Genre.REPORT and bool(report.text.strip())


def _is_opinion(report: Report) -> bool:
    """An imported report has no genre; its title or address may say what it is."""
    return bool(_OPINION_TITLE.search(report.title) or _OPINION_PATH.search(report.url))


_OPINION_TITLE = re.compile(
    r"(?i)^(?:opinion|editorial|comment(?:ary)?|column|letter to the editor|analysis|kommentar|leitartikel|glosse|"
    r"opinión|tribuna|éditorial|"
    r"tribune)\s?[:|–—-]|[–—|-]\s?(?:editorial|opinion|kommentar|opinión|éditorial)$"
)
_OPINION_PATH = re.compile(
    r"(?i)/(?:opinions?|editorials?|op-?ed|columns?|columnists?|commentary|letters|blogs?|kommentare?|meinung|opinion|"
    r"tribunas?|debats?)/"
)


def _bounded(told: list[ToldReport], n: int) -> list[ToldReport]:
    """Of a very large story, take the first report of each origin and then the latest ones."""
    if len(told) <= n:
        return told
    firsts: dict[str, ToldReport] = {}
    for one in told:
        firsts.setdefault(one.assignment.origin_id, one)
    chosen = {id(one) for one in [*list(firsts.values())[-n // 2 :], *told[-n // 2 :]]}
    return [one for one in told if id(one) in chosen]


def pieces(told: Sequence[ToldReport], *, policy: WritePolicy) -> list[Piece]:
    """Cut reports into the sentences that are news, near-copies once: by report, in the order of the text."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for one in told:
        place = 0
        for piece in _of_report(one, policy):
            key = reading.tokens(piece.text)
            if key in seen:
                continue
            seen.add(key)
            piece.place, place = place, place + 1
            found.append(piece)
    return found


def _of_report(one: ToldReport, policy: WritePolicy) -> Iterator[Piece]:
    report = one.report
    title = reading.tokens(report.title)
    spans = reading.spans(report.text)
    is_punctuated = any(_END.search(span.of(report.text)) for span in spans)
    for span in spans:
        start = _start(report.text, span)
        text = report.text[start : span.end]
        if is_punctuated and not _END.search(text):
            continue  # a headline within the text, a caption, a byline
        if not is_news(text, report.language, policy=policy) or reading.tokens(text) == title:
            continue
        if plain.is_about_author(text, report.outlet, report.byline):
            continue
        yield Piece(
            report=report,
            origin_id=one.assignment.origin_id,
            passage=Passage(report_id=report.id, start=start, end=span.end, revision=report.revision),
            text=text,
            place=0,
            stems=reading.stems(text, report.language),
            is_backward=backward.opens(text, report.language),
            is_alone=not is_bare_quotation(text),
        )


def _start(text: str, span: sentences.Span) -> int:
    """Begin after the dateline, where the sentence has one; only the first paragraphs do."""
    if span.start > _DATELINE_CHARS:
        return span.start
    sentence = span.of(text)
    line = sentences.dateline(sentence)
    dated = _DATED.match(sentence) or _DAY_ALONE.match(sentence)
    end = max(line.end if line else 0, dated.end() if dated else 0)
    return span.start + end if end < span.end - span.start else span.start


_DATED = re.compile(
    r"[A-Z][\w.' -]{2,30},?\s(?:\(\w+\)\s)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}|"
    r"\d{1,2}\s[A-Z][a-z]{2,8})"
    r"(?:,\s\d{4})?(?:\s?\([^()]{2,30}\))?\s?(?:[-–—:]|--)\s(?=\S)"
)  # 'Port Ellery, March 14 - '


_DAY_ALONE = re.compile(
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})"
    r"\s?(?:\([^()]{2,30}\))?\s?(?:[-–—:]|--)\s?(?=[A-Z“\"])"
)  # 'April 20 (A Newspaper)-'


_DATELINE_CHARS = 600  # a summary, a byline and a credit may stand before the dateline


def is_news(text: str, language: str, *, policy: WritePolicy) -> bool:
    """Whether a sentence is part of the account: of printable length, complete, neither furniture, question nor "
    "address."""
    n_words = len(reading.tokens(text))
    is_reply = replies.is_reply(text)  # of the accused: printed however short it is
    if (
        not (_LEAST_REPLY_WORDS if is_reply else policy.min_sentence_words) <= n_words <= policy.max_sentence_words
        or "\n" in text
    ):
        return False
    if text[0].islower() or text[0] == "[" or text.rstrip('"”’»)').endswith(("?", "!", ":", "...", "…")):
        return False
    if plain.fault(text) or plain.is_boilerplate(text) or not _is_balanced(text) or _shouts(text):
        return False
    if n_words < _SHORT_WORDS and not is_reply and not shorten.is_sentence(text, language.partition("-")[0]):
        return False
    first_person = _FIRST_PERSON.get(language.partition("-")[0])
    return first_person is None or not first_person.search(unquoted(text))


_LEAST_REPLY_WORDS = 3  # "Nordlift denied it."
_SHORT_WORDS = 9  # a line of fewer words without a known verb is a slogan or a caption more often than a sentence


def _is_balanced(text: str) -> bool:
    pairs = (("“", "”"), ("«", "»"), ("(", ")"), ("「", "」"), ("[", "]"))
    is_german = "„" in text
    if text.count('"') % 2 or (is_german and text.count("„") != text.count("“") + text.count("”")):
        return False
    return all(text.count(a) == text.count(b) for a, b in pairs if not (is_german and a == "“"))


def _shouts(text: str) -> bool:
    if text.isascii() and sum(map(text.count, _CAPITALS)) <= sum(map(text.count, _COMMON_LETTERS)):
        return False
    n_upper = sum(map(str.isupper, text))
    return n_upper > 0.5 * sum(map(str.isalpha, text)) if n_upper else False


_CAPITALS, _COMMON_LETTERS = (
    string.ascii_uppercase,
    "etaoinsrhl",
)  # fewer capitals than small letters: it does not shout


def unquoted(text: str) -> str:
    """What of a sentence stands outside quotation marks."""
    kept, at = [], 0
    for start, end in quotations.marks(text):
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]])


def is_bare_quotation(text: str) -> bool:
    """Words in quotation marks with nobody who says them."""
    return bool(quotations.marks(text)) and len(words.tokens(unquoted(text))) < 2


def score(found: Sequence[Piece], told: Sequence[ToldReport], *, policy: WritePolicy) -> None:
    """Set each piece's score in [0, 1], and its voices: the (origin, voice) pairs of all pieces that say the same."""
    weights = weigh(found)
    groups = list(_agreeing(found, weights, policy))
    for piece, group in zip(found, groups, strict=True):
        piece.voices = {(other.origin_id, other.report.voice) for other in (piece, *group)}
    titles = _title_weights(told)
    central = _scaled([_mean_weight(piece.stems, weights.central, policy) for piece in found])
    titled = _scaled([_mean_weight(piece.stems, titles, policy) for piece in found])
    latest = turned_at((one.assignment.origin_id, one.report.happened_by) for one in told)
    for piece, centrality, title in zip(found, central, titled, strict=True):
        position = 0.5 ** (piece.place / policy.position_half_life_sentences)
        shared = 1 - 1 / len({origin for origin, _ in piece.voices} | {piece.origin_id})
        piece.score = (
            policy.share_centrality * centrality
            + policy.share_position * position
            + policy.share_title * title
            + policy.share_origins * shared
        ) * (policy.pronoun_penalty if piece.is_backward else 1.0)
        if latest is not None:
            age_h = max(0.0, (latest - piece.report.happened_by).total_seconds() / 3600)
            piece.score *= 0.5 ** (age_h / policy.recency_half_life_h)


def turned_at(told: Iterable[tuple[OriginId, datetime]]) -> datetime | None:
    """When a story took its latest turn: the time by which two of its origins have told something new, where it has three or
    more. What one of many tells last of all may be no more than an afterthought."""
    latest: dict[OriginId, datetime] = {}
    for origin, at in told:
        latest[origin] = max(at, latest.get(origin, at))
    times = sorted(latest.values(), reverse=True)
    return times[1] if len(times) >= _MANY_ORIGINS else next(iter(times), None)


_MANY_ORIGINS = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """How telling a word is: `rare` for comparing sentences, `central` for what the whole story is about."""

    rare: Mapping[str, float]
    central: Mapping[str, float]
    _known: dict[frozenset[str], float] = field(default_factory=dict)

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The share, in [0, 1], of the lighter sentence's weight that the other has too."""
        lighter = min(self._whole(a), self._whole(b))
        return weight_of(a & b, self.rare) / lighter if lighter else 0.0

    def _whole(self, stems: frozenset[str]) -> float:
        """The weight of a sentence, worked out once."""
        known = self._known.get(stems)
        if known is None:
            known = self._known[stems] = weight_of(stems, self.rare)
        return known


def weight_of(stems: Iterable[str], rare: Mapping[str, float]) -> float:
    """Sum the weights of words; 1 for a word that the story does not have."""
    return sum([rare.get(stem, 1.0) for stem in stems])  # a list: half the time of a generator in the innermost loop


def weigh(found: Sequence[Piece]) -> Weights:
    """Weigh the words of a story's sentences."""
    n_sentences: Counter[str] = Counter()
    origins: defaultdict[str, set[str]] = defaultdict(set)
    for piece in found:
        n_sentences.update(piece.stems)
        for stem in piece.stems:
            origins[stem].add(piece.origin_id)
    n_origins = len({piece.origin_id for piece in found})
    rare = rarity(n_sentences, len(found))
    central = {stem: len(origins[stem]) / n_origins * math.log(1 + n) for stem, n in n_sentences.items()}
    return Weights(rare, central)


def rarity(n_sentences: Mapping[str, int], n: int) -> dict[str, float]:
    """Weigh words by how few of a story's `n` sentences have them."""
    return {stem: math.log(1 + n / counted) for stem, counted in n_sentences.items()}


def _agreeing(found: Sequence[Piece], weights: Weights, policy: WritePolicy) -> Iterator[list[Piece]]:
    """Yield, for each piece, the pieces of other origins that say the same (found through the words that they "
    "share)."""
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for at, piece in enumerate(found):
        for stem in piece.stems:
            by_stem[stem].append(at)
    for piece in found:
        shared: Counter[int] = Counter()
        for stem in piece.stems:
            if len(by_stem[stem]) <= _COMMON_SENTENCES:
                shared.update(by_stem[stem])
        # The most shared words first, then the earlier sentence: a set's order, which changes with every run, decides nothing.
        nearest = heapq.nsmallest(_COMPARED, [(-n, at) for at, n in shared.items() if n >= 2])
        yield [
            found[at]
            for _, at in nearest
            if found[at].origin_id != piece.origin_id and says_same(piece, found[at], weights, policy)
        ]


_COMMON_SENTENCES = 200  # a word in more sentences than this tells none of them apart
_COMPARED = 24  # nearest sentences that are compared in full


def says_same(a: Piece, b: Piece, weights: Weights, policy: WritePolicy) -> bool:
    """Whether two sentences state one fact: most of the shorter one's telling words, and no number that differs."""
    if weights.overlap(a.stems, b.stems) < policy.same_fact_overlap:
        return False
    of_a, of_b = numbers(a.stems), numbers(b.stems)
    return not (of_a and of_b) or of_a <= of_b or of_b <= of_a


def numbers(stems: frozenset[str]) -> set[str]:
    """The numbers among stems."""
    return {stem for stem in stems if stem[0].isdigit()}


def _title_weights(told: Sequence[ToldReport]) -> Mapping[str, float]:
    """How many titles have each word, one per origin."""
    by_origin = {one.assignment.origin_id: words.stems(one.report.title, one.report.language) for one in told}
    counted = Counter(stem for stems in by_origin.values() for stem in set(stems))
    return {stem: float(n) for stem, n in counted.items()}


def _mean_weight(stems: frozenset[str], weights: Mapping[str, float], policy: WritePolicy) -> float:
    """Between a sum, which favours long sentences, and a mean, which favours short ones."""
    return (
        math.fsum(weights.get(stem, 0.0) for stem in stems) / (len(stems) ** policy.length_exponent + 1)
        if stems
        else 0.0
    )


def _scaled(values: list[float]) -> list[float]:
    top = max(values, default=0.0)
    return [value / top for value in values] if top else values


def chosen(found: Sequence[Piece], keep: Iterable[Passage], *, policy: WritePolicy) -> list[Piece]:
    """Take the most important pieces, bounded in all and per origin, and those that hold `keep`; in the order of the "
    "reports."""
    wanted = tuple(keep)
    per_origin: Counter[str] = Counter()
    taken: list[int] = []
    for piece in sorted(found, key=lambda piece: (-piece.score, piece.passage)):
        is_wanted = any(_overlaps(piece.passage, passage) for passage in wanted)
        has_room = len(taken) < policy.max_evidence and per_origin[piece.origin_id] < policy.max_evidence_per_origin
        if is_wanted or has_room:
            per_origin[piece.origin_id] += 1
            taken.append(id(piece))
    kept = set(taken)
    return [piece for piece in found if id(piece) in kept]


def _overlaps(a: Passage, b: Passage) -> bool:
    return a.report_id == b.report_id and a.start < b.end and b.start < a.end


def record(piece: Piece, *, is_background: bool, n_origins: int) -> Evidence:
    """Make the record of a piece."""
    return Evidence(
        passage=piece.passage,
        text=piece.text,
        outlet=piece.report.outlet,
        voice=piece.report.voice,
        origin_id=piece.origin_id,
        stated_at=piece.report.published_at,
        importance=round(min(1.0, piece.score), 4),
        n_origins=n_origins,
        is_background=is_background,
    )
