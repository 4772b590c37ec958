"""Make headlines out of the reports' titles, where the evidence bears out every word of one.

A title says in a few words what happened, and to say it is nobody's property; but it is an editor's work, and it may say more
than the report. So a title becomes a headline only where each name, number and content word of it stands in at most
`max_cites` sentences that the headline then cites (verify judges it against them like any other sentence), and it is recast:
without outlet's tags and calls for attention, in sentence case, in the words that the titles of the other origins share.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newswright.records.drafts import Plan, Title
from newswright.stages.write import plain, tighten, wording
from newswright.stages.write.choose import Line
from newswright.stages.write.policy import WritePolicy
from newswright.text import backward, words

_TAG = re.compile(r"(?:\s+[|–—]\s+|\s+-\s+)(?P<tag>[^|–—]{2,40})$")
_CALL = re.compile(
    r"(?i)^(?:exclusive|breaking(?: news)?|live|update[ds]?|just in|video|watch|photos?|pictures|in pictures|explainer|news|"
    r"alert|latest|eil|eilmeldung|exklusiv|liveticker|última hora|en vivo|urgente|en direct|exclusif)\s?[:|–—-]\s+"
)
_NO_HEADLINE = re.compile(
    r"(?i)[?!\"“”„«»…]|\.\.\.|^(?:how|why|what|when|who|where|wie|warum|was|wer|cómo|por qué|qué|quién|comment|pourquoi|and|but|"
    r"opinion|editorial|analysis|comment|review|interview|profile|obituary|feature)\b|"
    r"\b(?:I|you|your|we|our|us|me|my|here['’]s|this|these|that|it)\b|:\s(?:reports?|sources?|study|poll|analysis)$"
)


def candidates(plan: Plan, lines: Sequence[Line], *, policy: WritePolicy) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Yield headlines with the lines that bear all of them out, the most telling line first."""
    said: set[str] = set()
    told = _Told(lines, plan.language)
    for title in plan.titles:
        whole = recast(title, plan, told)
        for text in (whole, *_cut(whole, plan.language)):
            if text in said or not _is_headline(text, plan.language, policy):
                continue
            said.add(text)
            bearing = _bearing(text, title, plan, told, policy)
            if bearing and _has_verb(text, plan.language, bearing) and not _loses_doubt(text, bearing):
                yield text, bearing


def _cut(text: str, language: str) -> Iterator[str]:
    """Yield what stands before a title's joints: what one editor added is left out."""
    if language != "en":
        return
    for match in _JOINT.finditer(text):
        kept, rest = text[: match.start()], text[match.end() :]
        if not tighten.binds(kept, rest) and not tighten.falls_short(kept, text):
            yield kept


_JOINT = re.compile(
    r",\s(?![A-Z])|\s[–—-]\s|;\s|\s(?=(?:after|amid|as|over|despite|while|ahead of|in wake of|following|during|before|with)\s)"
)


class _Told:
    """What the reports' sentences say, read once for all titles: their words as written, and their content."""

    def __init__(self, lines: Sequence[Line], language: str) -> None:
        self.lines = lines
        self.seen = Counter(word for line in lines for word in wording.words_of(line.text)[1:])
        self.small = frozenset(
            stem for word in self.seen if word.islower() for stem in wording.stems_of(word, language)
        )
        self.content = {line.key: wording.content(line.text, language) for line in lines}


def recast(title: Title, plan: Plan, told: _Told) -> str:
    """A title without tags and calls, in sentence case: a word is small where the reports' sentences have it small only."""
    text = _CALL.sub("", " ".join(title.text.split()))
    tag = _TAG.search(text)
    if tag and _is_outlet(tag["tag"], told.lines):
        text = text[: tag.start()]
    seen = told.seen
    parts, at = [], 0
    for n, match in enumerate(_WORD.finditer(text)):
        word = match.group()
        small = word.lower()
        is_small = (
            n > 0
            and word[0].isupper()
            and not seen[word]
            and told.small.issuperset(wording.stems_of(small, plan.language))
            and plan.language != "de"
        )
        if is_small or (len(word) > _SHOUTED_CHARS and word.isupper() and not seen[word]):
            parts += [text[at : match.start()], small]
            at = match.end()
    text = "".join([*parts, text[at:]]).rstrip(" .。।–—-:,")
    return text[:1].upper() + text[1:]


_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHOUTED_CHARS = 4  # shorter words in capitals are mostly abbreviations


def _is_outlet(tag: str, lines: Sequence[Line]) -> bool:
    squashed = "".join(words.tokens(tag))
    return any(squashed in "".join(words.tokens(line.evidence.outlet)) for line in lines) and len(squashed) > 2


def _is_headline(text: str, language: str, policy: WritePolicy) -> bool:
    n_words = len(words.tokens(text))
    letters = [c for c in text if c.isalpha()]
    return (
        policy.min_headline_chars <= len(text) <= policy.max_title_chars
        and n_words >= _MIN_WORDS
        and not _NO_HEADLINE.search(text)
        and not plain.fault(text)
        and not backward.opens(text, language)
        and sum(c.isupper() for c in letters) < 0.4 * len(letters)
    )


_MIN_WORDS = 4


def _bearing(text: str, title: Title, plan: Plan, told: _Told, policy: WritePolicy) -> tuple[Line, ...]:
    """The fewest lines that have all content words of a title, of its own report before others; () where some word is missing."""
    left = wording.content(text, plan.language)
    n_words = len(left)
    own = [line for line in told.lines if line.evidence.passage.report_id == title.report_id]
    chosen: list[Line] = []
    for pool in (own, told.lines):
        while left and len(chosen) < policy.max_cites:
            best = max(
                pool,
                key=lambda line: (len(told.content[line.key] & left), line.evidence.importance, line.key),
                default=None,
            )
            if best is None or not told.content[best.key] & left:
                break
            left = left - told.content[best.key]
            chosen.append(best)
    is_borne_out = not left or (n_words >= _MANY_WORDS and len(left) == 1 and _is_agreed(min(left), text, plan))
    return tuple(chosen) if is_borne_out and chosen else ()


_MANY_WORDS = 5  # of which one that is no name and no number may stand in another origin's title in place of a sentence


def _is_agreed(stem: str, text: str, plan: Plan) -> bool:
    """Whether a small word that no sentence has stands in the titles of two independent origins."""
    is_small = not stem[0].isdigit() and any(
        stem in wording.content(word, plan.language) and word.islower() for word in wording.words_of(text)
    )
    origins = {title.origin_id for title in plan.titles if stem in wording.content(title.text, plan.language)}
    return is_small and len(origins) > 1


def _loses_doubt(text: str, bearing: Sequence[Line]) -> bool:
    """Whether the sentence behind a title calls possible, alleged, denied or future what the title tells as a fact."""
    told = bearing[0].text
    return any(pattern.search(told) and not kept.search(text) for pattern, kept in _DOUBTS)


_DOUBT = (
    r"(?i)\b(?:reportedly|allegedly|alleged|suspected|purported\w*|may|might|could|likely|possib\w+|if|unless|"
    r"mutmaßlich\w*|angeblich\w*|offenbar|könnten?|möglicherweise|wenn|falls|sofern|"
    r"mull\w*|presunt\w+|supuest\w+|podría\w*|posible\w*|si|présumé\w*|pourrait|s['’]il|si)\b"
)
_FUTURE = (
    r"(?i)\b(?:will|would|plans? to|planned|expected|proposed|intends?|aims?|ordered to|set to|due to|scheduled|"
    r"wird|werden|soll\w*|plant|geplant\w*|planea|prevé|previst\w+|compte|prévoit)\b"
)
_DOUBTS = (
    (re.compile(r"\b(?:could|may|might)\b"), re.compile(r"^(?!.*\bcan\b)")),  # 'could carry' is not 'can carry'
    (re.compile(_DOUBT), re.compile(_DOUBT + r"|\b(?:says?|said|claims?|accused?|suspects?|warns?|laut)\b|:")),
    (
        re.compile(_FUTURE),
        re.compile(_FUTURE + r"|\b(?:to|set|from|ab|zu|seeks?|calls?|says?|urges?|wants?|warns?|vows?)\b|:|\w+rá\w?\b"),
    ),
    (
        re.compile(r"(?i)\b(?:not|never|no|denie[sd]|denies|nicht|kein\w*|nunca|ne|pas|n['’]t)\b|n['’]t\b"),
        re.compile(
            r"(?i)\b(?:not|never|no|nobody|none|denie[sd]|denies|rejects?|refuse\w*|without|fails?|nicht|kein\w*|ohne|nunca|sin|ne|pas|un\w+)\b|n['’]t\b|:"
        ),
    ),
)  # what weakens a sentence, and what may stand for it in a title


def _has_verb(text: str, language: str, bearing: Sequence[Line]) -> bool:
    """Whether something is done in it: a form that is one for sure, or a word that the sentences have as a verb."""
    if language != "en":
        return True
    if _DONE.search(text):
        return True
    told = " ".join(line.text for line in bearing).casefold()
    for word in re.findall(r"\b[a-z]{2,}s\b", text):
        stem = re.escape(word[:-2] if word.endswith("es") else word[:-1])
        if word in wording.FORMS or re.search(rf"\b{stem}(?:\w?(?:ed|ing)|e)\b", told):
            return True
    return False


_DONE = re.compile(
    r"\b(?:is|are|was|were|has|have|will|would|could|can|may|might|must|should|says?|said|to [a-z]{2,}|[a-z]{2,}ed|won|lost|held|"
    r"found|led|set|cut|hit|put|sold|shot|struck|stolen|hurt|dead|die[sd]?|meet|face|seek|urge|win|back|approve|reject|sign|agree)\b"
)
