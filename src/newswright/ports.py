"""The doors between the newsroom and the world: Protocols, on one page.

An adapter implements a Protocol; `newswright.testing` holds the contract that each implementation passes, fakes included;
`assemble` alone decides which one is used. Methods that can fail in ways that are part of the day return the failure as a value.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from newswright.records.articles import Article, Correction, Hold, Ruling
from newswright.records.drafts import Completion, Doubt, ModelBudget, ModelFailure, Prompt
from newswright.records.ids import FeedId, ReaderId, ReportId, SourceId, StoryId
from newswright.records.readers import (
    Candidate,
    Engagement,
    Impression,
    Problem,
    Profile,
    Reader,
    Vote,
    VoteCount,
)
from newswright.records.reports import Entry, Look, PendingEntry, Report
from newswright.records.sources import Failure, Feed, FeedState, Page, Source, Visit
from newswright.records.stories import Assignment, Edition, Story, Trend
from newswright.records.stories import ToldReport as ToldReport  # noqa: PLC0414 - also known from here

P = ParamSpec("P")
T = TypeVar("T")


class Clock(Protocol):
    """Tells the time. The only clock in the house stands behind this door."""

    def __call__(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class Fetcher(Protocol):
    """The only way out to the network: guarded addresses, robots.txt, per-host pace, caps, one total deadline per visit."""

    def fetch(self, visits: Iterable[Visit], *, now: datetime) -> Iterator[tuple[Visit, Page | Failure]]:
        """Pay visits, several at a time, and yield each as it comes back (any order). 304 is a Page with status 304."""
        ...

    def robots(self, url: str, *, now: datetime) -> str | None:
        """Return the text of the robots.txt that governs `url`, or None where the site has none."""
        ...


class Parser(Protocol):
    """Runs a pure parsing function on hostile bytes, where it can be killed: limits on CPU seconds, wall time and memory."""

    def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T | Failure:
        """Return what the function returns, or a Failure of kind QUARANTINE or PARSE. The function must be importable."""
        ...


class Encoder(Protocol):
    """Turns texts into vectors (an optional extra: nothing needs it)."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return unit vectors, (n, d) float32, in the order of `texts`; the zero vector for a text that says nothing to it.

        A text's vector is a function of the text alone, in whatever company it is encoded.
        """
        ...


class LanguageModel(Protocol):
    """Something that writes. The embedded default is one too; it answers the same prompt with no model at all."""

    @property
    def name(self) -> str:
        """The name that the label carries."""
        ...

    def complete(self, prompt: Prompt) -> Completion | ModelFailure:
        """Answer the prompt, within budget and deadline, or say why not."""
        ...


class Judge(Protocol):
    """Says of doubts how likely their passages bear them out (an optional extra: nothing needs it)."""

    @property
    def name(self) -> str:
        """The name that the record carries."""
        ...

    @property
    def version(self) -> str:
        """What it is made of, by its digest."""
        ...

    def probabilities(self, doubts: Sequence[Doubt]) -> list[float | None]:
        """Return one probability in [0, 1] per doubt, in their order; None where it has no answer.

        What is said of a doubt is a function of it alone, in whatever company it is judged.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A story found by a search, with a plain-text excerpt around the words and their places in it (start, end)."""

    story_id: StoryId
    headline: str
    dek: str
    issued_at: datetime
    excerpt: str
    marks: tuple[tuple[int, int], ...] = ()


class Store(Protocol):
    """The one door to storage. Every method is one transaction, and idempotent: doing it twice changes nothing more.

    Lists are ordered as said; times are aware UTC; what is unknown comes back as None, never as an exception.
    """

    # Sources and the wire

    def put_sources(self, sources: Iterable[Source], feeds: Iterable[Feed] = ()) -> None:
        """Add sources and feeds, or update them by id. Feeds that are not named stay."""
        ...

    def remove_source(self, source_id: SourceId) -> bool:
        """Disable a source and drop its feeds and what is pending of them; reports stay. False where it is unknown."""
        ...

    def sources(self) -> list[Source]:
        """All sources, by name."""
        ...

    def feeds(self) -> list[Feed]:
        """All feeds of enabled sources, by URL."""
        ...

    def feed_states(self) -> dict[FeedId, FeedState]:
        """What is remembered of each feed; a feed never visited has none."""
        ...

    def put_visit(self, state: FeedState, entries: Iterable[Entry]) -> int:
        """Remember a visit and queue its entries, unless their (source, key) is queued or reported with the same title and
        text; returns how many were queued. One transaction."""
        ...

    def pending_entries(self, *, now: datetime, limit: int) -> list[PendingEntry]:
        """Entries whose page is due, oldest first."""
        ...

    def settle_entry(self, entry: Entry, outcome: Report | Failure, *, retry_at: datetime | None = None) -> bool:
        """Finish an entry with its report (True if the report is new or revised), or with a failure: queued again for
        `retry_at`, or dropped with its failure on record where that is None. One transaction."""
        ...

    # Reports and stories

    def put_reports(self, reports: Iterable[Report]) -> int:
        """Add reports in one transaction. Known id, same text: nothing; known id, other title or text (or decision on AI use,
        withdrawal or correction note): a new revision, whose story is written anew. `seen_at` keeps its first value. Returns
        how many were new or revised."""
        ...

    def report(self, report_id: ReportId, revision: int | None = None) -> Report | None:
        """One report, at its latest revision or at the one asked for."""
        ...

    def reports(self, report_ids: Iterable[ReportId]) -> dict[ReportId, Report]:
        """Reports at their latest revisions, by id; unknown ids are left out."""
        ...

    def unassigned_reports(self, *, until: datetime, limit: int) -> list[Report]:
        """Reports seen by `until` without a story, by (happened_by, id)."""
        ...

    def told_reports(self, *, since: datetime, until: datetime) -> Iterator[ToldReport]:
        """Assigned reports with `since` <= happened_by <= `until`, by (happened_by, id); streamed."""
        ...

    def put_assignments(self, assignments: Iterable[Assignment]) -> None:
        """Place reports; opens stories as needed, brings their counts and times up to date and marks them unwritten. MERGE moves
        all that is left of `previous_story_id`, which then answers with `merged_into`. An unknown report is a StoreError."""
        ...

    def story(self, story_id: StoryId) -> Story | None:
        """One story; a merged one still answers, with `merged_into`."""
        ...

    def stories(self, *, limit: int, since: datetime | None = None) -> list[Story]:
        """Stories by `updated_at`, latest first."""
        ...

    def story_reports(self, story_id: StoryId) -> list[ToldReport]:
        """A story's reports by (happened_by, id)."""
        ...

    def unwritten_stories(self, *, limit: int) -> list[Story]:
        """Stories that changed since they were last written or held, oldest change first."""
        ...

    def put_related(self, related: Mapping[StoryId, Sequence[StoryId]]) -> None:
        """Replace the neighbours of these stories."""
        ...

    def put_trends(self, at: datetime, trends: Sequence[Trend]) -> None:
        """Record the trends as of `at`, replacing what was recorded for that instant."""
        ...

    def trends(self) -> list[Trend]:
        """The latest recorded trends, best first."""
        ...

    def trend_history(self, story_id: StoryId) -> list[Trend]:
        """A story's recorded trends, oldest first."""
        ...

    # What is published

    def publish(
        self,
        article: Article,
        corrections: Iterable[Correction] = (),
        *,
        told: Sequence[ToldReport] | None = None,
        looks: Iterable[Look] = (),
    ) -> bool:
        """Publish a version with its corrections and lift the story's hold, in one transaction. False, and no change, where
        this story already has this version or this `input_key`, or where an editor holds it.

        `told` are the reports that it was made from: where the story's reports are others by now, or were revised, it stays
        marked as unwritten. `looks` are kept for reports that none is known of."""
        ...

    def hold(self, hold: Hold, *, told: Sequence[ToldReport] | None = None) -> None:
        """Withhold a story's copy; what was published of it stays. An editor's hold gives way to another of an editor only."""
        ...

    def mark_written(self, story_id: StoryId, *, told: Sequence[ToldReport] | None = None) -> None:
        """Say that a story needs no writing as it stands; with `told`, only while its reports are still these."""
        ...

    def rule(
        self,
        ruling: Ruling,
        *,
        article: Article | None = None,
        corrections: Iterable[Correction] = (),
        hold: Hold | None = None,
        problem: Problem | None = None,
    ) -> bool:
        """Put an editor's ruling on record with all that it brings about, in one transaction: a version, a hold (or its end, by
        RELEASE, which queues the story to be written), the resolution of a reader's problem. False, and no change, where the
        version is there already."""
        ...

    def rulings(self, *, limit: int, story_id: StoryId | None = None) -> list[Ruling]:
        """Editors' rulings, latest first."""
        ...

    def due_looks(self, *, now: datetime, limit: int) -> list[Look]:
        """Looks at cited pages that are due, longest overdue first."""
        ...

    def put_look(self, look: Look, revised: Report | None = None) -> bool:
        """Remember a look, with the revision of the report that it brought, in one transaction; True where that was new."""
        ...

    def article(self, story_id: StoryId, version: int | None = None) -> Article | None:
        """A story's article, at its latest version or at the one asked for; follows merges."""
        ...

    def versions(self, story_id: StoryId) -> list[Article]:
        """All versions, oldest first."""
        ...

    def articles(
        self,
        *,
        limit: int,
        before: datetime | None = None,
        before_id: StoryId | None = None,
        topic: str | None = None,
        name: str | None = None,
        source_id: SourceId | None = None,
    ) -> list[Article]:
        """Latest versions by (`issued_at`, latest first, story id). For paging: `before` is exclusive; with `before_id` too,
        those issued at that very instant follow whose story id comes after it (an edition issues many at one instant)."""
        ...

    def topics(self) -> dict[str, int]:
        """Topics of published articles with their number of articles."""
        ...

    def last_hold(self, story_id: StoryId) -> Hold | None:
        """The story's present hold, or None."""
        ...

    def holds(self, *, limit: int) -> list[Hold]:
        """Present holds, latest first."""
        ...

    def corrections(self, *, limit: int, story_id: StoryId | None = None) -> list[Correction]:
        """The public record of changes, latest first."""
        ...

    def candidates(self, *, since: datetime, limit: int) -> list[Candidate]:
        """What the ranker may choose from: articles issued since then and not withdrawn, latest first, with latest trend."""
        ...

    def search(self, query: str, *, limit: int, offset: int = 0) -> list[SearchHit]:
        """Full-text search over published articles; any input is safe. Words are joined by AND, "phrases" kept."""
        ...

    def put_edition(self, edition: Edition) -> None:
        """Record the start of an edition, or its end with its tally."""
        ...

    def editions(self, *, limit: int) -> list[Edition]:
        """Editions, latest first."""
        ...

    # Language models: cache and budget

    def completion(self, key: str) -> Completion | None:
        """A completion kept under a prompt's key."""
        ...

    def put_completion(
        self, key: str, story_id: StoryId, completion: Completion, *, at: datetime, booking: str = ""
    ) -> None:
        """Keep a completion, and what it cost, in the place of what was booked for it."""
        ...

    def book_call(
        self,
        booking: str,
        story_id: StoryId,
        most: tuple[int, float],
        *,
        at: datetime,
        since: datetime,
        budget: ModelBudget,
    ) -> str:
        """Book the most that a call can use (tokens, US dollars) before it is made, unless it could break a limit: then nothing
        is booked, and the answer is the name of that limit, else ''. A day's limits count from `since`, a story's from ever. One
        transaction, so that any number of processes together keep within the limits."""
        ...

    def model_use(self, *, since: datetime, story_id: StoryId | None = None) -> tuple[int, int, float]:
        """Calls, tokens and US dollars spent or booked since then, for one story or all."""
        ...

    # Readers

    def put_reader(self, reader: Reader) -> bool:
        """Add or update an account; False, and no change, where another one has the name."""
        ...

    def reader(self, reader_id: ReaderId) -> Reader | None:
        """One account by id."""
        ...

    def reader_by_name(self, name: str) -> Reader | None:
        """One account by its name, in any case."""
        ...

    def profile(self, reader_id: ReaderId) -> Profile:
        """A reader's profile; a fresh one where nothing is known."""
        ...

    def put_profile(self, profile: Profile) -> None:
        """Keep a profile."""
        ...

    def put_vote(self, vote: Vote) -> Vote | None:
        """Set, change or (value 0) take back a vote; returns the vote that stood before."""
        ...

    def votes(self, reader_id: ReaderId) -> dict[StoryId, Vote]:
        """A reader's standing votes."""
        ...

    def vote_counts(self, story_ids: Iterable[StoryId]) -> dict[StoryId, VoteCount]:
        """Public counts; stories without votes have zeros."""
        ...

    def put_engagement(self, engagement: Engagement) -> None:
        """Keep what a reader did."""
        ...

    def engagements(self, reader_id: ReaderId) -> list[Engagement]:
        """What a reader did, oldest first."""
        ...

    def put_impressions(self, impressions: Iterable[Impression]) -> None:
        """Log what was shown, and where."""
        ...

    def first_shown(self, reader_id: ReaderId, story_ids: Iterable[StoryId]) -> dict[StoryId, datetime]:
        """When a reader was first shown these stories on a slate; those never shown are left out."""
        ...

    def put_problem(self, problem: Problem) -> None:
        """Keep a reader's report of a problem."""
        ...

    def problems(self, *, limit: int, reader_id: ReaderId | None = None) -> list[Problem]:
        """Readers' reports of problems, latest first; of one reader, or all."""
        ...

    def export_reader(self, reader_id: ReaderId) -> dict[str, list[dict[str, object]]]:
        """All that is kept of a reader, table by table, ready for JSON."""
        ...

    def delete_reader(self, reader_id: ReaderId) -> None:
        """Delete a reader and all that was derived from what they did."""
        ...

    # Upkeep

    def secret(self, name: str) -> bytes:
        """A random secret of this newsroom (cookie signing), made on first use; 32 bytes."""
        ...

    def counts(self) -> dict[str, int]:
        """Rows by table, for `newswright stats`."""
        ...

    def check(self) -> list[str]:
        """What is wrong with the store, in words; empty where it is sound."""
        ...

    def backup(self, path: Path) -> None:
        """Write a consistent copy while others write."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
