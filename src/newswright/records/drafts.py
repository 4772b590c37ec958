"""Unpublished copy: the evidence a story offers, the question put to a model, its answer, the draft, and the verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.reports import Passage


class SectionKind(StrEnum):
    """The parts of an article, in the order in which they are printed."""

    LEAD = "lead"
    BODY = "body"
    QUOTES = "quotes"
    BACKGROUND = "background"
    CONFLICTS = "conflicts"
    RELATED = "related"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictValue:
    """One of the values that sources give for a fact, with who gives it."""

    value: str
    outlets: tuple[str, ...]
    passages: tuple[Passage, ...]
    stated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One fact, several values, each with its sources ('people displaced': 11,000 against 12,000). Never averaged."""

    fact: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks, verbatim, with their speaker; `passage` holds both."""

    text: str
    speaker: str | None
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence of a report that an article may stand on.

    `importance` in [0, 1] orders evidence within its story; `n_origins` is how many independent origins say the same.
    """

    passage: Passage
    text: str
    outlet: str
    voice: str
    origin_id: OriginId
    stated_at: datetime
    importance: float
    n_origins: int = 1
    is_background: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A neighbouring story that already has an article, for 'In related news'."""

    story_id: StoryId
    headline: str
    dateline_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A report's own title: a headline only where evidence bears out every word of it (see stages.write)."""

    text: str
    report_id: ReportId
    origin_id: OriginId
    stated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a story offers before a word is written: the same for the embedded default and for any model."""

    story_id: StoryId
    language: str
    report_ids: tuple[ReportId, ...]
    n_origins: int
    n_voices: int
    evidence: tuple[Evidence, ...]
    quotations: tuple[Quotation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    related: tuple[Related, ...] = ()
    only_outlet: str | None = None  # the single voice of a single-source story
    title_words: tuple[str, ...] = ()  # stems that the reports' titles share: what the story is about
    titles: tuple[Title, ...] = ()  # of the reports, by time

    @property
    def newest_year(self) -> int | None:
        """The year of the newest evidence: days of this year are printed without it."""
        return max(one.stated_at.year for one in self.evidence) if self.evidence else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A sentence that passed the checks and that the shipped judge is unsure of, with what it stands on: for a further judge."""

    n: int
    text: str
    language: str
    passages: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """The question put to a language model: the instruction, and, apart from it all the way to the wire, the passages.

    `passages` are untrusted text, numbered from 1 by their place; the answer may cite those numbers only. `schema` is the JSON
    Schema of the answer. `plan` is what the embedded default reads. `key` names the content, for the cache.
    """

    key: str
    name: str  # name and version of the prompt file: 'article/2'
    instruction: str
    passages: tuple[Evidence, ...]
    schema: Mapping[str, object]
    language: str
    max_output_tokens: int
    plan: Plan
    claims: tuple[Doubt, ...] = ()  # sentences to be judged by the passages, and as untrusted as these


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """Which model wrote, by which prompt, at what cost. `is_generative` is False for the embedded default."""

    name: str
    is_generative: bool
    provider: str = "embedded"
    prompt_name: str = ""
    n_input_tokens: int = 0
    n_output_tokens: int = 0
    cost_usd: float = 0.0
    note: str = ""  # why a fallback wrote, if one did
    prompt_sha256: str = ""  # of the instruction as the model was given it
    answered_by: str = ""  # the server's own name for what answered, where it gives one


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A language model's answer, as text, untrusted."""

    text: str
    model: ModelUse


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelBudget:
    """Hard limits, checked before each call against all that was spent or booked, by any model. None: no such limit."""

    max_tokens_per_day: int | None = None
    max_usd_per_day: float | None = None
    max_calls_per_story: int | None = None


class ModelFailureKind(StrEnum):
    """Why a language model gave no usable answer."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    THROTTLED = "throttled"
    REFUSED = "refused"
    BAD_STATUS = "bad_status"
    MALFORMED = "malformed"
    BUDGET = "budget"
    BREAKER = "breaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFailure:
    """No completion, and why."""

    kind: ModelFailureKind
    message: str
    model: str = ""
    is_transient: bool = False  # asking again may help
    retry_after_s: float | None = None  # what the provider asked for
    spent: ModelUse | None = None  # what the failed call cost all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """One sentence of unpublished copy. `n` counts from 0 (headline), 1 (dek), then through the body; `is_excerpt`: taken
    from a source as it stands, apart from its attribution; `links_to` is the story that an 'In related news' sentence names."""

    n: int
    text: str
    cites: tuple[Passage, ...]
    is_excerpt: bool = False
    links_to: StoryId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSection:
    """A run of sentences of one kind: one paragraph."""

    kind: SectionKind
    sentences: tuple[DraftSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole article before its verification."""

    story_id: StoryId
    language: str
    headline: DraftSentence
    dek: DraftSentence
    sections: tuple[DraftSection, ...]
    model: ModelUse
    plan: Plan

    @property
    def sentences(self) -> tuple[DraftSentence, ...]:
        """Headline, dek, then the body, in order."""
        return (self.headline, self.dek, *(s for section in self.sections for s in section.sentences))


class Check(StrEnum):
    """The named reasons for which a sentence can fail."""

    CITATION = "citation"
    NUMBER = "number"
    DATE = "date"
    UNIT = "unit"
    NAME = "name"
    QUOTATION = "quotation"
    SPEAKER = "speaker"
    ATTRIBUTION = "attribution"
    HEDGE = "hedge"
    NEGATION = "negation"
    MODALITY = "modality"
    RELATION = "relation"
    SENSITIVE = "sensitive"
    UNSUPPORTED = "unsupported"
    LOADED = "loaded"
    COPYING = "copying"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of one sentence: what was found there, and what the passages would have borne out."""

    check: Check
    message: str
    found: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a judge beside the shipped one said of a sentence, on record as given.

    `version` names the state that it was in: the digest of its weights, or the prompt and its digest. `p_supported` is None
    where it says only yes or no. `found` are the words of the sentence that it finds at fault.
    """

    judge: str
    version: str
    is_supported: bool
    p_supported: float | None = None
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The finding on one sentence, with the passages it was judged by. `p_supported` is in [0, 1].

    `opinions` are those of further judges, where the newsroom has any and was unsure: they can fail a sentence, never save one.
    """

    n: int
    is_supported: bool
    p_supported: float
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Passage, ...] = ()
    opinions: tuple[Opinion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What stands in a failed sentence's place, with the verdict that lets it."""

    sentence: DraftSentence
    verdict: Verdict
