"""Make records for tests, with sensible, fictional defaults: `from newswright.testing import factories as make`.

Every argument has a default and can be replaced by keyword. The same arguments give the same record: no clock, no dice.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from newswright.records import ids
from newswright.records.articles import (
    Article,
    Citation,
    Correction,
    DigitalSourceType,
    Disclosure,
    Hold,
    Labels,
    Removed,
    Ruling,
    RulingKind,
    Section,
    Sentence,
    SourceLine,
)
from newswright.records.drafts import Check, Completion, Finding, ModelUse, SectionKind, Verdict
from newswright.records.ids import EditionId, ReaderId, ReportId, StoryId
from newswright.records.readers import (
    Candidate,
    Engagement,
    EngagementKind,
    Impression,
    Problem,
    ProblemKind,
    Profile,
    Reader,
    Vote,
)
from newswright.records.reports import Entry, Look, Passage, Report
from newswright.records.sources import Failure, FailureKind, Feed, FeedState, Source
from newswright.records.stories import Assignment, AssignmentKind, Edition, Phase, Trend

R = TypeVar("R")

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)

HARBOUR_TEXT = """Port Ellery, 14 March. The harbour wall at Port Ellery gave way early on Saturday, the coast guard said.

"We heard it before we saw it," said Mara Lindqvist, who keeps the lighthouse. About 1,200 people left their homes.

The ferry to Sandholm will not sail before Tuesday, the operator said."""


def hours(n: float) -> timedelta:
    """So many hours, to reckon with: `make.NOON + make.hours(2)`."""
    return timedelta(hours=n)


def source(name: str = "The Harbour Post", **more: Any) -> Source:
    """An outlet that is read."""
    return _made(Source, {"id": ids.source_id(name), "name": name, "country": "NO", "language": "en"}, more)


def feed(url: str = "https://harbour-post.example/feed.xml", outlet: str = "The Harbour Post", **more: Any) -> Feed:
    """A feed of an outlet."""
    return _made(Feed, {"id": ids.feed_id(url), "source_id": ids.source_id(outlet), "url": url}, more)


def feed_state(url: str = "https://harbour-post.example/feed.xml", **more: Any) -> FeedState:
    """What is remembered of a feed after a visit at noon."""
    given = {"feed_id": ids.feed_id(url), "next_visit_at": NOON + hours(1), "interval_s": 3600.0, "url": url}
    return _made(FeedState, given, more)


def entry(key: str = "https://harbour-post.example/wall", outlet: str = "The Harbour Post", **more: Any) -> Entry:
    """A feed's entry on the harbour wall."""
    given = {
        "key": key,
        "feed_id": ids.feed_id("https://harbour-post.example/feed.xml"),
        "source_id": ids.source_id(outlet),
        "url": key,
        "title": "Harbour wall gives way at Port Ellery",
        "text": "The harbour wall at Port Ellery gave way early on Saturday.",
        "published_at": NOON - hours(1),
        "seen_at": NOON,
        "language": "en",
    }
    return _made(Entry, given, more)


def failure(kind: FailureKind = FailureKind.DEADLINE, **more: Any) -> Failure:
    """A page that could not be had."""
    return _made(Failure, {"kind": kind, "message": "no answer from harbour-post.example in 20 s"}, more)


def report(name: str = "wall", outlet: str = "The Harbour Post", **more: Any) -> Report:
    """One outlet's account of the harbour wall; reports of other names are other reports."""
    url = f"https://{ids.slug(outlet)}.example/{name}"
    given = {
        "id": ids.report_id(url),
        "source_id": ids.source_id(outlet),
        "outlet": outlet,
        "url": url,
        "title": "Harbour wall gives way at Port Ellery",
        "text": HARBOUR_TEXT,
        "published_at": NOON - hours(1),
        "seen_at": NOON,
        "language": "en",
        "country": "NO",
        "topics": ("world",),
    }
    return _made(Report, given, more)


def assignment(told: Report, story: StoryId | None = None, **more: Any) -> Assignment:
    """A report's place: in the story given, else in one that it opens itself."""
    given = {
        "report_id": told.id,
        "story_id": story or ids.story_id(told.id),
        "origin_id": ids.origin_id(told.id),
        "kind": AssignmentKind.JOIN if story else AssignmentKind.OPEN,
        "similarity": 0.8 if story else 0.1,
    }
    return _made(Assignment, given, more)


def trend(story: StoryId, at: datetime = NOON, **more: Any) -> Trend:
    """A story that spreads."""
    given = {
        "story_id": story,
        "at": at,
        "trend_score": 3.5,
        "n_origins": 4,
        "n_outlets": 6,
        "pace_per_h": 2.0,
        "expected_per_h": 0.25,
        "since": at - hours(3),
        "phase": Phase.BREAKING,
        "reasons": ("4 independent origins in 2 hours; 0.5 were to be expected",),
    }
    return _made(Trend, given, more)


def verdict(n: int = 0, evidence: Sequence[Passage] = (), **more: Any) -> Verdict:
    """A sentence that holds."""
    return _made(Verdict, {"n": n, "is_supported": True, "p_supported": 0.97, "evidence": tuple(evidence)}, more)


def failed_verdict(n: int = 0, check: Check = Check.NUMBER, **more: Any) -> Verdict:
    """A sentence that does not."""
    finding = Finding(check=check, message="the number is not in the passages", found="1,300", expected="1,200")
    return _made(Verdict, {"n": n, "is_supported": False, "p_supported": 0.08, "findings": (finding,)}, more)


def citation(told: Report | None = None, start: int = 0, end: int | None = None, **more: Any) -> Citation:
    """A passage of a report: the whole of its first paragraph where no other is asked for."""
    told = told or report()
    passage = Passage(report_id=told.id, start=start, end=told.text.find("\n") if end is None else end)
    quote = passage.of(told.text)
    given = {
        "passage": passage,
        "outlet": told.outlet,
        "url": told.url,
        "title": told.title,
        "published_at": told.published_at,
        "quote": quote,
        "sha256": hashlib.sha256(quote.encode()).hexdigest(),
    }
    return _made(Citation, given, more)


def sentence(
    n: int = 2, text: str = "The harbour wall at Port Ellery gave way early on 14 March.", **more: Any
) -> Sentence:
    """A published sentence with one citation."""
    cited = citation()
    given = {"n": n, "text": text, "citations": (cited,), "verdict": verdict(n, (cited.passage,))}
    return _made(Sentence, given, more)


def source_line(told: Report | None = None, **more: Any) -> SourceLine:
    """A report in an article's list of sources."""
    told = told or report()
    given = {
        "report_id": told.id,
        "outlet": told.outlet,
        "url": told.url,
        "title": told.title,
        "published_at": told.published_at,
        "owner": told.owner,
        "country": told.country,
        "language": told.language,
    }
    return _made(SourceLine, given, more)


def labels(**more: Any) -> Labels:
    """The label of the embedded default."""
    given = {
        "text": "Compiled by software from 1 report. Not reviewed by a person.",
        "disclosure": Disclosure.COMPILED,
        "digital_source_type": DigitalSourceType.ALGORITHMIC,
        "n_reports": 1,
        "n_origins": 1,
    }
    return _made(Labels, given, more)


def model_use(**more: Any) -> ModelUse:
    """The embedded default's use of itself."""
    return _made(ModelUse, {"name": "embedded", "is_generative": False}, more)


def article(story: str = "wall", headline: str = "Harbour wall gives way at Port Ellery", **more: Any) -> Article:
    """A published article: headline, dek, two paragraphs. `story` is a name, or a story's id."""
    issued_at = more.get("issued_at", NOON)
    version = more.get("version", 1)
    given = {
        "story_id": StoryId(story),
        "version": version,
        "language": "en",
        "headline": sentence(0, headline),
        "dek": sentence(1, "About 1,200 people have left their homes, the coast guard said."),
        "dateline": "Saturday, 14 March 2026",
        "issued_at": issued_at,
        "first_issued_at": issued_at,
        "sections": (
            Section(kind=SectionKind.LEAD, sentences=(sentence(2),)),
            Section(
                kind=SectionKind.BODY,
                sentences=(sentence(3, "The ferry to Sandholm will not sail before Tuesday, the operator said."),),
            ),
        ),
        "labels": labels(),
        "model": model_use(),
        "sources": (source_line(),),
        "input_key": f"{story}/{version}",
        "topics": ("world",),
        "names": ("Port Ellery", "Sandholm"),
    }
    return _made(Article, given, more)


def hold(story: str = "wall", **more: Any) -> Hold:
    """Copy withheld."""
    given = {
        "story_id": StoryId(story),
        "reason": "too little was left after verification",
        "held_at": NOON,
        "input_key": f"{story}/held",
        "headline": "Harbour wall gives way",
        "removed": (Removed(text="1,300 people left.", verdict=failed_verdict(2)),),
    }
    return _made(Hold, given, more)


def ruling(story: str = "wall", kind: RulingKind = RulingKind.APPROVE, **more: Any) -> Ruling:
    """An editor's decision at noon."""
    given = {"story_id": StoryId(story), "version": 1, "at": NOON, "by": "Edda", "kind": kind}
    return _made(Ruling, given, more)


def look(name: str = "wall", story: str = "wall", **more: Any) -> Look:
    """A look at a cited page, due at noon."""
    return _made(Look, {"report_id": report(name).id, "story_id": StoryId(story), "next_at": NOON}, more)


def correction(story: str = "wall", **more: Any) -> Correction:
    """The public record of a change."""
    given = {
        "story_id": StoryId(story),
        "version": 2,
        "at": NOON,
        "what": "An earlier version gave 1,300 as the number of people who left their homes; it is 1,200.",
        "found_by": "The Harbour Post",
    }
    return _made(Correction, given, more)


def candidate(story: str = "wall", **more: Any) -> Candidate:
    """What the ranker may know of a story."""
    given = {
        "story_id": StoryId(story),
        "headline": "Harbour wall gives way at Port Ellery",
        "dek": "About 1,200 people have left their homes.",
        "language": "en",
        "issued_at": NOON,
        "happened_at": NOON - hours(1),
        "version": 1,
        "topics": ("world",),
        "source_ids": ("the-harbour-post",),
    }
    return _made(Candidate, given, more)


def completion(text: str = '{"headline": "…"}', **more: Any) -> Completion:
    """A language model's answer."""
    use = model_use(name="quill-7b", is_generative=True, provider="local", n_input_tokens=900, n_output_tokens=100)
    return _made(Completion, {"text": text, "model": use}, more)


def edition(name: str = "2026-03-14T12", **more: Any) -> Edition:
    """A run of the presses."""
    return _made(Edition, {"id": EditionId(name), "started_at": NOON}, more)


def reader(name: str | None = "Tove", **more: Any) -> Reader:
    """An account; without a name, an anonymous reader."""
    return _made(Reader, {"id": ReaderId((name or "anonymous").lower()), "created_at": NOON, "name": name}, more)


def profile(who: str = "tove", **more: Any) -> Profile:
    """A reader's profile."""
    return _made(Profile, {"reader_id": ReaderId(who)}, more)


def vote(value: int = 1, who: str = "tove", story: str = "wall", **more: Any) -> Vote:
    """A vote at noon."""
    return _made(Vote, {"reader_id": ReaderId(who), "story_id": StoryId(story), "value": value, "voted_at": NOON}, more)


def engagement(who: str = "tove", story: str = "wall", **more: Any) -> Engagement:
    """A story opened at noon."""
    given = {"reader_id": ReaderId(who), "story_id": StoryId(story), "kind": EngagementKind.OPEN, "at": NOON}
    return _made(Engagement, given, more)


def impression(position: int = 1, who: str = "tove", story: str = "wall", **more: Any) -> Impression:
    """An article shown at a place."""
    given = {"reader_id": ReaderId(who), "story_id": StoryId(story), "position": position, "shown_at": NOON}
    return _made(Impression, given, more)


def problem(name: str = "problem-1", who: str = "tove", story: str = "wall", **more: Any) -> Problem:
    """A reader's report of a problem."""
    given = {
        "id": name,
        "reader_id": ReaderId(who),
        "story_id": StoryId(story),
        "version": 1,
        "kind": ProblemKind.WRONG,
        "note": "The ferry sails on Monday.",
        "reported_at": NOON,
    }
    return _made(Problem, given, more)


def story_of(*told: Report) -> tuple[StoryId, list[Assignment]]:
    """Place reports in one story, which the first of them opens."""
    opened = assignment(told[0])
    joined = [assignment(each, opened.story_id, neighbour_id=ReportId(told[0].id)) for each in told[1:]]
    return opened.story_id, [opened, *joined]


def _made(record: Callable[..., R], given: Mapping[str, object], more: Mapping[str, object]) -> R:
    return record(**{**given, **more})
