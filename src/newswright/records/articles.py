"""What is published: articles and their labels, what was held back and why, and the public record of changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newswright.records.drafts import Conflict, ModelUse, SectionKind, Verdict
from newswright.records.ids import ReportId, StoryId
from newswright.records.reports import Passage


class Disclosure(StrEnum):
    """The value of the machine-readable AI disclosure ; COMPILED is the embedded default's."""

    AUTONOMOUS = "ai-autonomous"
    GENERATED = "ai-generated"
    ASSISTED = "ai-assisted"
    COMPILED = "compiled-by-software"


class DigitalSourceType(StrEnum):
    """IPTC digital source type (https://cv.iptc.org/newscodes/digitalsourcetype/)."""

    TRAINED = "trainedAlgorithmicMedia"
    COMPOSITE = "compositeWithTrainedAlgorithmicMedia"
    ALGORITHMIC = "algorithmicMedia"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A recorded human review: who, when, what was decided."""

    by: str
    at: datetime
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The label is part of the record: it can be reworded, never removed. `text` is what a person reads."""

    text: str
    disclosure: Disclosure
    digital_source_type: DigitalSourceType
    n_reports: int
    n_origins: int
    only_outlet: str | None = None
    is_experimental: bool = True
    review: Review | None = None
    based_on: str | None = None  # the one voice that it stands on, where `n_reporting` independent ones report the same
    n_reporting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A sentence's passage as it stood when it was checked: `quote` is the passage's text, `sha256` its full digest."""

    passage: Passage
    outlet: str
    url: str
    title: str
    published_at: datetime
    quote: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A published sentence with what it stands on and the verdict that let it pass."""

    n: int
    text: str
    citations: tuple[Citation, ...]
    verdict: Verdict
    is_excerpt: bool = False
    is_repaired: bool = False
    links_to: StoryId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One paragraph of a published article."""

    kind: SectionKind
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A sentence of the draft that failed verification and was not published, with the reasons."""

    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A report in the list of an article's sources. `is_copy`: its origin was reported first by `first_outlet`.

    `revision` and `text_sha256` say in which state it was read (None where its text may not be used), and `origin` names the
    earliest report of the independent origin that it is part of: with these, an article can be checked again years later.
    """

    report_id: ReportId
    outlet: str
    url: str
    title: str
    published_at: datetime
    owner: str | None = None
    country: str | None = None
    language: str = "und"
    is_copy: bool = False
    first_outlet: str | None = None
    is_paywalled: bool = False
    is_refused: bool = False
    is_opinion: bool = False
    correction_note: str | None = None
    revision: int | None = None
    text_sha256: str | None = None
    origin: ReportId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of what is published on a story; never edited in place.

    `input_key` names the reports, the model and the policy that it was made from: the same key is never written twice.
    `dateline` is the date in full, in the article's language; `changed` says in words what is new since the last version.
    `pipeline_version` is the version of Newswright that checked it.
    """

    story_id: StoryId
    version: int
    language: str
    headline: Sentence
    dek: Sentence
    dateline: str
    issued_at: datetime
    first_issued_at: datetime
    sections: tuple[Section, ...]
    labels: Labels
    model: ModelUse
    sources: tuple[SourceLine, ...]
    input_key: str
    conflicts: tuple[Conflict, ...] = ()
    removed: tuple[Removed, ...] = ()
    topics: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    changed: str = ""
    withdrawn: str | None = None  # the notice, where the article was withdrawn
    written_from: tuple[
        ReportId, ...
    ] = ()  # what its writer was given: `sources` may have grown since, its words have not
    pipeline_version: str = ""
    text_version: int | None = (
        None  # the version since which the text is the same, where this one changed its label alone
    )

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Headline, dek, then the body, in order."""
        return (self.headline, self.dek, *(s for section in self.sections for s in section.sentences))

    @property
    def text(self) -> str:
        """The body as plain text, a blank line between paragraphs."""
        return "\n\n".join(" ".join(s.text for s in section.sentences) for section in self.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Copy withheld, with a reason for the operator. A held story shows its last good version, if it has one."""

    story_id: StoryId
    reason: str
    held_at: datetime
    input_key: str
    headline: str = ""
    removed: tuple[Removed, ...] = ()
    held_by: str = ""  # the editor who holds it; such a hold is lifted by a ruling only


class RulingKind(StrEnum):
    """What an editor can decide about a story."""

    APPROVE = "approve"
    EDIT = "edit"
    CORRECT = "correct"  # in public, of what the text does not show or says rightly by now
    WITHDRAW = "withdraw"
    HOLD = "hold"
    RELEASE = "release"
    DISMISS = "dismiss"  # a reader's report of a problem; one that is upheld comes with the edit or withdrawal


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One sentence before and after an editor's hand; `after` is empty where it was taken out."""

    n: int
    before: str
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """An editor's decision on a story, on record for good: who, when, on which version, why, and what was changed."""

    story_id: StoryId
    version: int
    at: datetime
    by: str
    kind: RulingKind
    note: str = ""
    edits: tuple[Edit, ...] = ()
    problem_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The public record of a change: what was wrong, since which version it is right, and who or what found it."""

    story_id: StoryId
    version: int
    at: datetime
    what: str
    found_by: str
    details: Mapping[str, str] = field(default_factory=dict)
