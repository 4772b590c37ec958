"""How often a model is asked about one story that grows: only for news, and for 200 reports at most five times."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, cast

from newswright.adapters.llm import prompt_files
from newswright.adapters.llm.chain import Budget, Chain, Link
from newswright.adapters.llm.embedded import Embedded
from newswright.pipeline import Newsroom, Policies, filters, press
from newswright.records.articles import Article
from newswright.records.drafts import Completion, ModelUse, Prompt
from newswright.records.reports import Report
from newswright.records.stories import ToldReport
from newswright.stages import write
from newswright.testing import factories as make
from newswright.testing.memory import MemoryStore

BREAK = datetime(2026, 11, 16, 5, 40, tzinfo=UTC)
POLICY = write.WritePolicy(asking=prompt_files.asking())
NAMES = "Harbour Post|Northline News|Ellery Courier|Varn Herald|Island Times|Nordkurier|Valley Record|Daily Lantern"
OUTLETS = [f"{name}{suffix}" for suffix in ("", " Evening", " Regional", " Online") for name in NAMES.split("|")]


def facts(hours: float, rng: random.Random) -> list[str]:
    """What a reporter can write so many hours after a dam broke: figures rise, officials speak, the rescue ends, blame begins."""
    dead = next(n for until, n in ((2, 2), (5, 4), (11, 9), (22, 14), (40, 17), (999, 19)) if hours < until)
    homeless = 600 if hours < 4 else 1200 if hours < 15 else 1450
    told = [
        rng.choice(["The dam at Elvik broke on Monday morning.", "On Monday morning the Elvik dam gave way."]),
        rng.choice([f"At least {dead} people died, police said.", f"Police put the number of dead at {dead}."]),
        rng.choice([f"The flood took the homes of {homeless} people.", f"{homeless} people have lost their homes."]),
        *own(rng),
    ]
    later = [
        (1, "The water reached the market of Varnholm within an hour."),
        (2, "The road from Varnholm to Sandholm is closed."),
        (3, "The army sent 200 soldiers with boats to Varnholm."),
        (6, "Governor Ingrid Solberg declared an emergency in the county."),
        (9, "Two hospitals in Sandholm took in 81 injured people."),
        (14, "Engineers had reported cracks in the dam in June, the county said."),
        (20, "The power company Nordkraft said that it had followed all rules."),
        (26, "Prosecutors opened an inquiry into Nordkraft."),
        (34, "The army ended its search for the missing."),
        (44, "Nordkraft dismissed its director Per Dahl."),
        (60, "Parliament will debate the safety of dams on Thursday."),
        (72, "The first families returned to Varnholm."),
    ]
    known = [text for since, text in later if hours >= since]
    said = [*told, *rng.sample(known, min(len(known), 3))]
    return rng.sample(said, k=len(said))


FIRST = ["Anna", "Bo", "Clara", "Dag", "Eva", "Finn", "Greta", "Hans", "Ida", "Jens", "Kari", "Lars", "Mona", "Nils"]
LAST = ["Berg", "Dal", "Eik", "Foss", "Haug", "Krog", "Lund", "Moen", "Nes", "Rud", "Sand", "Tveit", "Vik", "Aas"]
THINGS = [
    "bakery",
    "barn",
    "boat",
    "cellar",
    "dog",
    "farm",
    "garage",
    "kiosk",
    "mill",
    "orchard",
    "piano",
    "sawmill",
    "shop",
]
SEEN = [
    "“We heard it before we saw it,” said {who}, a teacher of {n} years.",
    "The {thing} of {who} {deed}.",
    "{who} carried a child out of the {thing} in street {n}.",
    "A neighbour, {who}, counted {n} sheep on the roof of a {thing}.",
    "Nobody had warned {who}, who runs a {thing} by the river.",
    "In the school gym {who} made soup for {n} guests.",
    "{who} rowed to the {thing} and back before noon.",
]
DEEDS = ["was washed away", "stood under water", "was saved at the last moment", "lay in the mud", "was full of sand"]


def own(rng: random.Random) -> Iterator[str]:
    """What only this reporter has: somebody who was there."""
    for form in rng.sample(SEEN, 4):
        yield form.format(
            who=f"{rng.choice(FIRST)} {rng.choice(LAST)}",
            thing=rng.choice(THINGS),
            deed=rng.choice(DEEDS),
            n=rng.randrange(90),
        )


@cache
def story(n_reports: int = 200) -> tuple[ToldReport, ...]:
    """A breaking story as they come: half of its reports in the first nine hours, a fifth of them wire copy, then a long tail."""
    rng, reports = random.Random(4), list[Report]()  # noqa: S311 - a script, not a secret
    for n in range(n_reports):
        hours = 90 * (n / n_reports) ** 3 + n / 30
        at = BREAK + timedelta(hours=hours)
        sentences = dict.fromkeys(facts(hours, rng))
        text = " ".join(sentences)
        if n > 3 and rng.random() < 0.2:
            text = reports[rng.randrange(max(0, n - 6), n)].text
        outlet = rng.choice(OUTLETS)
        reports.append(
            make.report(id=f"dam{n:03}", outlet=outlet, owner=None, title="Dam breaks above Varnholm", text=text,
                        language="en", published_at=at, seen_at=at)
        )  # fmt: skip
    return tuple(filters.one_story(reports))


class Scribe:
    """A well-behaved model: says what the passages say, in their order, and cites them."""

    name = "scribe-7b"

    def __init__(self) -> None:
        self.n_seen = list[int]()

    def most(self, prompt: Prompt) -> tuple[int, float]:
        return 5000, 0.0

    def complete(self, prompt: Prompt) -> Completion:
        self.n_seen.append(len(prompt.plan.report_ids))
        ranked = sorted(enumerate(prompt.passages, 1), key=lambda pair: -pair[1].importance)
        said = [{"text": e.text, "cites": [n]} for n, e in ranked[:7]]
        sections = [{"kind": "lead", "sentences": said[:2]}, {"kind": "body", "sentences": said[2:]}]
        answer = {
            "headline": {**said[0], "text": str(said[0]["text"]).rstrip(".")},
            "dek": said[1],
            "sections": sections,
        }
        use = ModelUse(
            name=self.name, is_generative=True, prompt_name=prompt.name, n_input_tokens=4000, n_output_tokens=500
        )
        return Completion(text=json.dumps(answer), model=use)


def fed(told: Sequence[ToldReport], *, batch: int, max_calls: int | None = None) -> tuple[Scribe, MemoryStore]:
    """Let reports come in by and by, an edition after each batch."""
    scribe, store, clock = Scribe(), MemoryStore(), [BREAK]
    links = [Link(scribe, Budget(max_calls_per_story=max_calls))]
    model = Chain(
        links, Embedded(POLICY, lambda: clock[0]), store, clock=lambda: clock[0], min_origins=2, write_policy=POLICY
    )
    nobody = cast("Any", None)  # nothing is fetched or parsed here
    room = Newsroom(store=store, fetcher=nobody, parser=nobody, model=model, policies=Policies(write=POLICY))
    for k in range(0, len(told), batch):
        some = told[k : k + batch]
        clock[0] = some[-1].report.published_at + timedelta(minutes=5)
        store.put_reports(one.report for one in some)
        store.put_assignments(one.assignment for one in some)
        press.write_stories(room, now=clock[0])
    return scribe, store


@cache
def whole() -> tuple[Scribe, MemoryStore]:
    return fed(story(), batch=4)


def latest(store: MemoryStore) -> Article:
    (article,) = store.articles(limit=5)
    return article


def test_a_story_of_200_reports_is_written_at_most_five_times_without_being_cut_short() -> None:
    scribe, store = whole()
    article = latest(store)
    assert 3 <= len(scribe.n_seen) <= 5, scribe.n_seen
    assert article.model.name == "scribe-7b"
    assert store.model_use(since=datetime(2000, 1, 1, tzinfo=UTC))[0] == len(scribe.n_seen)
    assert all(s.verdict.is_supported and s.citations for s in article.sentences if not s.links_to)


def test_the_limit_holds_even_where_every_report_is_news() -> None:
    told = [replace(one, report=replace(one.report, text=unlike(n))) for n, one in enumerate(story()[:60])]
    scribe, store = fed(told, batch=1, max_calls=5)
    assert len(scribe.n_seen) <= 5
    assert latest(store).labels.text


def unlike(n: int) -> str:
    """Sentences of which no two reports share a thought."""
    rng = random.Random(n)  # noqa: S311 - a script, not a secret
    things = rng.sample(THINGS, 3)
    return " ".join(
        f"The {thing} number {n * 10 + k} in Varnholm closed after the dam broke." for k, thing in enumerate(things)
    )


def test_reports_that_say_the_same_again_cost_nothing() -> None:
    (first, second, *_) = story()
    again = [
        replace(
            first, report=replace(second.report, id=make.report(id=f"again{n}").id, outlet=OUTLETS[n % len(OUTLETS)])
        )
        for n in range(30)
    ]
    told = filters.one_story([first.report, second.report, *(one.report for one in again)])
    scribe, _ = fed(told, batch=2)
    assert len(scribe.n_seen) == 1


def test_what_stands_is_judged_again_and_nothing_is_issued_where_nothing_changed() -> None:
    told = story()
    scribe, store = fed(told[:6], batch=6)
    before = latest(store)
    late = replace(
        told[1].report, id=make.report(id="late").id, outlet="Sandholm Star", published_at=told[6].report.published_at
    )
    store.put_reports([late])
    store.put_assignments([replace(told[1].assignment, report_id=late.id)])
    outcome = compose(store, before, BREAK + timedelta(hours=1), lambda _: "")
    assert outcome is None
    assert len(scribe.n_seen) == 1


def test_a_withdrawn_source_makes_the_model_write_anew_however_young_the_article() -> None:
    _, store = fed(story()[:6], batch=6)
    before = latest(store)
    cited = before.headline.citations[0].passage.report_id
    report = store.report(cited)
    assert report is not None
    store.put_reports([replace(report, is_withdrawn=True, revision=report.revision + 1)])
    asked = list[Prompt]()

    def answer(prompt: Prompt) -> str:
        asked.append(prompt)
        return Scribe().complete(prompt).text

    outcome = compose(store, before, BREAK + timedelta(hours=1), answer)
    assert len(asked) == 1
    assert isinstance(outcome, Article)
    assert all(c.passage.report_id != cited for s in outcome.sentences for c in s.citations)


def compose(store: MemoryStore, previous: Article, now: datetime, answer: Callable[[Prompt], str]) -> object:
    class Model:
        name = "scribe-7b"

        def complete(self, prompt: Prompt) -> Completion:
            return Completion(text=answer(prompt), model=ModelUse(name=self.name, is_generative=True))

    told = store.story_reports(previous.story_id)
    known = store.story(previous.story_id)
    assert known is not None
    policies = Policies(write=POLICY)
    return press.compose(known, told, related=(), previous=previous, model=Model(), policies=policies, now=now)


def versions(store: MemoryStore) -> Iterator[Article]:
    yield from store.versions(latest(store).story_id)


def test_a_version_that_only_says_more_of_what_differs_keeps_the_models_words_and_its_label() -> None:
    _, store = whole()
    by_words: dict[str, set[int]] = {}
    for version in versions(store):
        if version.model.is_generative:
            by_words.setdefault(version.headline.text + version.dek.text, set()).add(version.labels.n_reports)
    assert all(len(counts) == 1 for counts in by_words.values())
