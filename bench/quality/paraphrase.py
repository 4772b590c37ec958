"""A writer that behaves: retells the evidence of a story by fixed rules that keep its sense, for measuring over-strictness.

It stands in for a careful language model where none is at hand, and is no substitute for one: its sentences are true by their
making, cite what they retell, say who says so, and copy no thirteen words in a row, as the prompt asks; but it does not fuse
passages, and its vocabulary is small. Nothing of it looks at the gate's own lists or rules.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from newswright.records.drafts import Completion, Evidence, ModelUse, Prompt
from newswright.records.reports import Passage
from newswright.stages import write
from newswright.text import words

MAX_RUN = 12  # words in a row shared with a passage, as the prompt says
_MAX_WORDS, _MIN_WORDS = 30, 6
_N_SENTENCES = 9
RELATIVE = re.compile(r"(?i)\b(?:today|yesterday|tomorrow|tonight|this|last|next|ago|here|recent\w*|now|current\w*)\b")
_BACK = re.compile(r"^(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|But|And|So|Then|There|We|I|You|Also)\b")

# Pairs that mean the same wherever they stand in news prose; each is used in the direction given.
_SAME = [
    (r"\bin order to\b", "to"),
    (r"\bdue to\b", "because of"),
    (r"\bprior to\b", "before"),
    (r"\bas well as\b", "and"),
    (r"\bin addition to\b", "besides"),
    (r"\ba number of\b", "several"),
    (r"\bper cent\b", "percent"),
    (r"\bapproximately\b", "about"),
    (r"\bregarding\b", "about"),
    (r"\bconcerning\b", "about"),
    (r"\bpurchased\b", "bought"),
    (r"\bpurchase\b", "buy"),
    (r"\bcommenced\b", "began"),
    (r"\bstarted\b", "began"),
    (r"\bbegan\b", "started"),
    (r"\battempted\b", "tried"),
    (r"\battempting\b", "trying"),
    (r"\battempt to\b", "try to"),
    (r"\bassistance\b", "help"),
    (r"\bassist\b", "help"),
    (r"\bobtain\b", "get"),
    (r"\bobtained\b", "got"),
    (r"\bindividuals\b", "people"),
    (r"\bpersons\b", "people"),
    (r"\badditional\b", "further"),
    (r"\bnumerous\b", "many"),
    (r"\bmore than\b", "over"),
    (r"\bsaid that\b", "said"),
    (r"\bstated that\b", "said"),
    (r"\bstated\b", "said"),
    (r"\bremarked\b", "said"),
    (r"\balthough\b", "though"),
    (r"\bwhilst\b", "while"),
    (r"\bwith regard to\b", "about"),
    (r"\bin relation to\b", "about"),
    (r"\btook place\b", "happened"),
    (r"\bfollowing the\b", "after the"),
    (r"\bfollowing a\b", "after a"),
    (r"\bcarried out\b", "made"),
    (r"\bthe United States\b", "the US"),
    (r"\bthe U\.S\.", "the US"),
    (r"\bis set to\b", "is to"),
    (r"\bare set to\b", "are to"),
    (r"\bwill be able to\b", "will manage to"),
    (r"\bhas been\b", "was"),
    (r"\bhave been\b", "were"),
    (r"\bensure\b", "make sure"),
    (r"\brequested\b", "asked"),
    (r"\binformed\b", "told"),
    (r"\bassured that\b", "promised that"),
    (r"\bsubsequently\b", "later"),
    (r"\bhowever, ", ""),
    (r"\bmeanwhile, ", ""),
    (r"\bconstruct\b", "build"),
    (r"\bconstructed\b", "built"),
    (r"\bconstruction of\b", "building of"),
    (r"\bdonated\b", "gave"),
    (r"\bresided\b", "lived"),
    (r"(?<!-)\bthree\b(?!-)", "3"),
    (r"(?<!-)\bfour\b(?!-)", "4"),
    (r"(?<!-)\bfive\b(?!-)", "5"),
    (r"(?<!-)\bsix\b(?!-)", "6"),
    (r"(?<!-)\bseven\b(?!-)", "7"),
    (r"(?<!-)\beight\b(?!-)", "8"),
]
_RULES = [(re.compile(found, re.IGNORECASE), put) for found, put in _SAME]
_ASIDE = re.compile(r"\s*\([^()]{1,80}\)")
_NON_RESTRICTIVE = re.compile(r", (?:who|which) [^,.;]{5,90}(?:, |(?=\.$))")
_SPEAKER_LAST = re.compile(
    r"^(?P<said>[^“”\"]{25,}), (?P<who>(?:an? |the )?[A-Z][^,“”\"]{2,60}?) (?:said|stated|noted|told reporters)\.$"
)
_SPEAKER_FIRST = re.compile(r"^(?P<who>[A-Z][^,“”\"]{2,60}?) said (?:that )?(?P<said>[^“”\"]{20,})\.$")
_OPENING = re.compile(r"^(?P<when>(?:In|On|At|During|After|Before) [^,“”\"]{3,50}), (?P<rest>[a-zA-Z][^“”\"]{25,})\.$")
_CLOSING = re.compile(r"^(?P<rest>[A-Z][^“”\"]{25,}?) (?P<when>(?:on|in|during) [^,“”\"]{4,30})\.$")
_LARGE = re.compile(
    r"(?<!than )(?<!over )(?<!bout )(?<!nearly )(?<!most )(?<!least )(?<![\d.,$£€])(\d{1,3}),(\d)\d\d\b(?![,.]\d)(?= [a-z]+s\b)"
)


class Paraphraser:
    """Answers a prompt as a model does that does as it was told."""

    def __init__(self, now: datetime) -> None:
        """`now` is the time of writing."""
        self._now = now

    @property
    def name(self) -> str:
        """A name for the label."""
        return "paraphraser"

    def complete(self, prompt: Prompt) -> Completion:
        """Retell the most important evidence, a sentence each, citing it."""
        told = list(_told(prompt.passages))[:_N_SENTENCES]
        compiled = write.compile(prompt.plan, now=self._now)
        first = {"text": compiled.headline.text, "cites": _numbers(compiled.headline.cites, prompt)}
        dek = told[0] if told else {"text": compiled.dek.text, "cites": _numbers(compiled.dek.cites, prompt)}
        body = [{"kind": "lead" if n == 0 else "body", "sentences": told[n : n + 3]} for n in range(0, len(told), 3)]
        answer = {"headline": first, "dek": dek, "sections": body}
        use = ModelUse(name=self.name, is_generative=True, provider="bench", prompt_name=prompt.name)
        return Completion(text=json.dumps(answer, ensure_ascii=False), model=use)


def _numbers(cites: Sequence[Passage], prompt: Prompt) -> list[int]:
    numbers = {evidence.passage: n for n, evidence in enumerate(prompt.passages, start=1)}
    return [numbers[cite] for cite in cites if cite in numbers] or [1]


def _told(passages: Sequence[Evidence]) -> Iterator[dict[str, object]]:
    said: list[set[str]] = []
    order = sorted(range(len(passages)), key=lambda at: -passages[at].importance)
    for at in order:
        evidence = passages[at]
        stems = set(words.stems(evidence.text, "en"))
        if any(len(stems & other) > 0.5 * min(len(stems), len(other)) for other in said):
            continue
        text = retold(evidence.text, evidence.outlet)
        if text:
            said.append(stems)
            yield {"text": text, "cites": [at + 1]}


def retold(text: str, outlet: str) -> str:
    """Retell one sentence in other words, or '' where these rules make too little of it to be a sentence of one's own."""
    if RELATIVE.search(text) or _BACK.match(text) or any(mark in text for mark in '“”"‘;:'):
        return ""
    made = _NON_RESTRICTIVE.sub(lambda found: " " if found.group().endswith(", ") else "", _ASIDE.sub("", text))
    for rule, put in _RULES:
        made = rule.sub(put, made)
    made = _LARGE.sub(lambda found: f"over {found[1]},{found[2]}00", made)
    made = " ".join(_turned(made).split())
    made = made[:1].upper() + made[1:]
    if not re.search(r"\b(?:said|told|according to)\b", made, re.IGNORECASE):
        made = f"{made.rstrip('.')}, {outlet} reported." if len(made) % 2 else f"{outlet} reported that {_lower(made)}"
    n = len(made.split())
    return made if _MIN_WORDS <= n <= _MAX_WORDS and longest_run(made, text) <= MAX_RUN else ""


def _turned(text: str) -> str:
    """Put the speaker, or the time, at the other end."""
    if found := _SPEAKER_LAST.match(text):
        return f"According to {_lower(found['who'])}, {_lower(found['said'])}."
    if found := _SPEAKER_FIRST.match(text):
        return f"{found['said'][:1].upper()}{found['said'][1:]}, according to {_lower(found['who'])}."
    if found := _OPENING.match(text):
        return f"{found['rest'][:1].upper()}{found['rest'][1:]} {_lower(found['when'])}."
    if found := _CLOSING.match(text):
        return f"{found['when'][:1].upper()}{found['when'][1:]}, {_lower(found['rest'])}."
    return text


def _lower(text: str) -> str:
    """A small letter where a sentence no longer begins: after an article or a preposition only, names stay as they are."""
    first = text.partition(" ")[0]
    return text[:1].lower() + text[1:] if first in _SMALL else text


_SMALL = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "During",
        "After",
        "Before",
        "All",
        "Some",
        "Many",
        "Most",
        "Several",
        "More",
        "Police",
        "Officials",
        "Over",
        "About",
        "Nearly",
        "Two",
        "3",
        "4",
        "5",
    ]
)


def longest_run(text: str, source: str) -> int:
    """Count the longest run of words that a text shares with its source."""
    made, given = words.tokens(text), words.tokens(source)
    best = 0
    before = [0] * (len(given) + 1)
    for one in made:
        row = [0] * (len(given) + 1)
        for at, other in enumerate(given, start=1):
            if one == other:
                row[at] = before[at - 1] + 1
                best = max(best, row[at])
        before = row
    return best
