"""The API's answers, as pydantic models: what /api/v1/openapi.json promises."""

from pydantic import BaseModel, Field

from newswright.records.articles import Article
from newswright.records.stories import Trend
from newswright.web import labels, times


class AiDisclosure(BaseModel):
    """The AI label: in words, and in the forms that programs know."""

    text: str = Field(description="The label in words, as readers see it")
    disclosure: str = Field(description="ai-autonomous, ai-generated, ai-assisted or compiled-by-software")
    digital_source_type: str = Field(description="IPTC digital source type, as a URI")
    is_experimental: bool
    n_reports: int
    n_origins: int
    only_outlet: str | None
    model: str
    is_generative: bool
    review: dict[str, str] | None


class StorySummary(BaseModel):
    """One line of the list."""

    id: str
    url: str
    version: int
    language: str
    headline: str
    dek: str
    issued_at: str
    first_issued_at: str
    topics: list[str]
    outlets: list[str]
    withdrawn: str | None
    ai_disclosure: AiDisclosure

    @classmethod
    def of(cls, article: Article, *, base_url: str) -> "StorySummary":
        """Sum an article up."""
        return cls(
            id=article.story_id,
            url=f"{base_url}/story/{article.story_id}",
            version=article.version,
            language=article.language,
            headline=article.headline.text,
            dek=article.dek.text,
            issued_at=times.machine(article.issued_at),
            first_issued_at=times.machine(article.first_issued_at),
            topics=list(article.topics),
            outlets=list(dict.fromkeys(line.outlet for line in article.sources)),
            withdrawn=article.withdrawn,
            ai_disclosure=AiDisclosure.model_validate(labels.machine(article)),
        )


class StoryList(BaseModel):
    """Published stories, latest first."""

    ai_disclosure: str
    stories: list[StorySummary]
    next: str | None = None


class TrendHourItem(BaseModel):
    """One hour of a story's spread: independent outlets that told something new, and how many were to be expected."""

    at: str
    n_origins: int
    expected: float


class TrendItem(BaseModel):
    """A story that trends, with the figures and the reasons that its page shows."""

    story: StorySummary
    trend_score: float
    phase: str = Field(description="breaking, developing, sustained or fading")
    n_origins: int = Field(description="Independent outlets; copies of one text and the sites of one owner are one")
    n_outlets: int
    pace_per_h: float
    expected_per_h: float
    since: str
    reasons: list[str]
    hours: list[TrendHourItem]

    @classmethod
    def of(cls, trend: Trend, article: Article, *, base_url: str) -> "TrendItem":
        """Say why a story trends."""
        return cls(
            story=StorySummary.of(article, base_url=base_url),
            trend_score=round(trend.trend_score, 4),
            phase=trend.phase.value,
            n_origins=trend.n_origins,
            n_outlets=trend.n_outlets,
            pace_per_h=round(trend.pace_per_h, 4),
            expected_per_h=round(trend.expected_per_h, 4),
            since=times.machine(trend.since),
            reasons=list(trend.reasons),
            hours=[
                TrendHourItem(at=times.machine(one.at), n_origins=one.n_origins, expected=one.expected)
                for one in trend.hours
            ],
        )


class TrendList(BaseModel):
    """What trended at the last edition, best first."""

    ai_disclosure: str
    at: str | None = Field(description="As of when; null before the first edition and where nothing trends")
    trends: list[TrendItem]


class Cite(BaseModel):
    """A passage: characters `start` to `end` of the report's text, and what stands there."""

    report: str
    start: int
    end: int
    outlet: str
    url: str
    published_at: str
    quote: str
    sha256: str


class SentenceItem(BaseModel):
    """A sentence with what it stands on."""

    n: int
    text: str
    is_excerpt: bool
    is_supported: bool
    p_supported: float
    cites: list[Cite]
    links_to: str | None


class SectionItem(BaseModel):
    """A paragraph."""

    kind: str
    sentences: list[SentenceItem]


class ConflictValueItem(BaseModel):
    """A value, and who gives it."""

    value: str
    outlets: list[str]


class ConflictItem(BaseModel):
    """A fact on which sources disagree."""

    fact: str
    values: list[ConflictValueItem]


class SourceItem(BaseModel):
    """A report in the list of sources."""

    report: str
    outlet: str
    url: str
    title: str
    published_at: str
    owner: str | None
    country: str | None
    language: str
    is_copy: bool
    first_outlet: str | None
    is_paywalled: bool
    is_refused: bool
    is_opinion: bool
    correction_note: str | None


class PrintingItem(BaseModel):
    """One outlet's printing of a text."""

    report: str
    outlet: str
    at: str
    is_day_alone: bool = Field(description="Only the day is known of the time")
    kept: float = Field(
        description="Share of the first publisher's text (of the longest one's, where nobody is first) that it has"
    )
    added: float = Field(description="Share of its own text that is not in there")
    by_agreement: bool = Field(
        description="Printed by a partner of the publisher or agency, or by an outlet of the same owner"
    )


class OriginItem(BaseModel):
    """One text of the story, and who printed it, earliest first."""

    id: str
    agency: str | None = Field(description="The news agency that it is credited to")
    first: str | None = Field(description="The report that was published first; null where times do not tell")
    reason: str
    printings: list[PrintingItem]


class StoryItem(BaseModel):
    """One article with its proofs."""

    id: str
    url: str
    version: int
    language: str
    ai_disclosure: AiDisclosure
    headline: SentenceItem
    dek: SentenceItem
    dateline: str
    issued_at: str
    first_issued_at: str
    topics: list[str]
    names: list[str]
    changed: str
    withdrawn: str | None
    sections: list[SectionItem]
    conflicts: list[ConflictItem]
    sources: list[SourceItem]
    reported_first: str | None = Field(description="The first report of the story; null where times do not tell")
    origins: list[OriginItem]
