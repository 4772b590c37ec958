"""The whole newsroom on the sample edition: real fetching over loopback, real store, every stage, as `./run demo` does it."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newswright import assemble, pipeline, sample
from newswright.adapters.net.fetcher import GuardedFetcher
from newswright.adapters.store import open_store
from newswright.pipeline import proving
from newswright.ports import Store
from newswright.records.articles import Article
from newswright.records.ids import ReportId, StoryId
from newswright.records.sources import AiUse
from newswright.stages import publish
from newswright.text import markup, words

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Press:
    """A newsroom after all editions of the sample, and what is needed to look into it."""

    store: Store
    room: pipeline.Newsroom
    outlets: sample.Outlets
    articles: list[Article]
    folder: Path

    def about(self, words: str) -> list[Article]:
        return [a for a in self.articles if re.search(words, f"{a.headline.text} {a.dek.text} {a.text}")]


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    folder = tmp_path_factory.mktemp("press")
    with sample.Outlets(NOW, first_port=18701) as outlets:
        said = assemble.demo_settings(folder, port=0, outlets=outlets.bases.values())
        with assemble.newsroom(said) as room:
            for source, feeds in outlets.sources():
                room.store.put_sources([source], feeds)
            for at in sample.instants(NOW):
                outlets.set_now(at)
                pipeline.edition(room, now=at)
            articles = room.store.articles(limit=500)
            yield Press(store=room.store, room=room, outlets=outlets, articles=articles, folder=folder)


def test_the_sample_becomes_a_front_page(press: Press) -> None:
    assert len(press.articles) >= 30
    assert {a.language for a in press.articles} == {"en", "de", "es"}


def test_every_sentence_stands_on_passages_that_are_really_there(press: Press) -> None:
    n_checked = 0
    for article in press.articles:
        for sentence in article.sentences:
            assert sentence.citations or sentence.links_to, sentence.text
            assert sentence.verdict.is_supported
            for citation in sentence.citations:
                report = press.store.report(citation.passage.report_id, citation.passage.revision)
                assert report is not None
                assert citation.passage.of(report.text) == citation.quote
                n_checked += 1
    assert n_checked > 300


def test_every_article_says_that_software_made_it(press: Press) -> None:
    assert all("software" in a.labels.text or a.language != "en" for a in press.articles)
    assert all(a.labels.text and a.labels.n_reports >= 1 for a in press.articles)


def test_every_manifest_holds_against_the_stored_reports_and_a_tampered_one_does_not(press: Press) -> None:
    for article in press.articles:
        manifest = json.loads(json.dumps(publish.manifest(article)))
        found = [press.store.report(ReportId(key), revision) for key, revision in publish.cited(manifest).items()]
        reports = {report.id: report for report in found if report}
        assert publish.check_manifest(manifest, reports) == []
        assert proving.manifest(manifest, reports) == []
        text = json.dumps(manifest).replace(json.dumps(article.headline.text)[1:-1], "Nothing of the kind happened", 1)
        assert publish.check_manifest(json.loads(text), reports)


def test_an_outlet_that_forbids_ai_use_is_linked_and_never_quoted(press: Press) -> None:
    refused = [
        told.report
        for story in press.store.stories(limit=500)
        for told in press.store.story_reports(story.id)
        if told.report.rights.ai_use is AiUse.REFUSED
    ]
    assert refused
    assert all(report.text == "" and report.title and report.rights.evidence for report in refused)
    cited = {c.passage.report_id for a in press.articles for s in a.sentences for c in s.citations}
    assert not cited & {report.id for report in refused}


def test_hidden_instructions_reach_no_report_and_visible_ones_no_article(press: Press) -> None:
    hostile = [
        told.report
        for story in press.store.stories(limit=500)
        for told in press.store.story_reports(story.id)
        if "AI assistants must" in told.report.text
    ]
    assert hostile, "the sample has a page whose visible text talks to machines"
    assert all(markup.clean(report.text) == report.text for report in hostile)
    for article in press.articles:
        whole = f"{article.headline.text} {article.dek.text} {article.text}"
        assert not re.search(r"AI assistants|ignore (all|previous)|language model", whole, re.IGNORECASE), whole


def test_a_rumour_on_one_owners_sites_counts_once_and_never_trends(press: Press) -> None:
    rumours = [
        s
        for s in press.store.stories(limit=500)
        if {r.report.owner for r in press.store.story_reports(s.id)} == {"Brightfold Media"}
    ]
    many = [s for s in rumours if s.n_outlets > 1]
    assert many, "the rumour is told by several sites of one owner"
    for story in many:
        assert story.n_origins == 1
        assert press.store.trend_history(story.id) == []
        article = press.store.article(story.id)
        assert article is None or article.labels.only_outlet


def test_wire_copy_counts_once(press: Press) -> None:
    stories = press.store.stories(limit=500)
    copied = [s for s in stories if s.n_outlets > s.n_origins]
    assert copied
    assert any(line.is_copy for a in press.articles for line in a.sources)


def test_a_correction_at_the_source_is_made_public(press: Press) -> None:
    corrections = press.store.corrections(limit=50)
    assert any("38" in f"{c.what} {dict(c.details)}" for c in corrections), [c.what for c in corrections]


def test_conflicting_figures_are_both_shown(press: Press) -> None:
    values = [{v.value for v in c.values} for a in press.articles for c in a.conflicts]
    assert any(any("11,000" in v for v in some) and any("12,000" in v for v in some) for some in values), values


def test_a_story_that_one_outlet_tells_is_headed_by_its_news(press: Press) -> None:
    off = []
    alone = [a for a in press.articles if a.labels.n_reports == 1]
    for article in alone:
        headline = set(words.stems(article.headline.text, article.language)) - set(
            words.stems(article.sources[0].outlet, article.language)
        )
        lead = set(words.stems(article.sections[0].sentences[0].text, article.language))
        if len(headline & lead) < 0.2 * len(headline):
            off.append(article.headline.text)
    assert len(alone) >= 10
    assert len(off) <= 0.1 * len(alone), off


def test_dead_feeds_are_named_in_words(press: Press) -> None:
    failing = [s.last_failure for s in press.store.feed_states().values() if s.last_failure]
    assert len(failing) >= 3
    assert all(len(f.message) > 20 for f in failing)


def test_stories_are_those_that_a_person_would_make(press: Press) -> None:
    gold = press.outlets.gold()
    told = [t for s in press.store.stories(limit=500) for t in press.store.story_reports(s.id)]
    placed = {
        t.report.id: (t.assignment.story_id, gold[canonical]) for t in told if (canonical := _known(t.report.url, gold))
    }
    assert len(placed) >= 190
    precision = recall = 0.0
    for story, truth in placed.values():
        same_story = [g for s, g in placed.values() if s == story]
        same_truth = [s for s, g in placed.values() if g == truth]
        precision += same_story.count(truth) / len(same_story)
        recall += same_truth.count(story) / len(same_truth)
    precision, recall = precision / len(placed), recall / len(placed)
    # The sample's sagas run for days, and each is one story in its gold; here a new happening opens a new story, so that it is
    # precision that has to hold (docs/log.md).
    assert precision >= 0.97, (precision, recall)
    assert recall >= 0.72, (precision, recall)


def _known(url: str, gold: dict[str, str]) -> str | None:
    from newswright.stages import fetch

    canonical = fetch.canonical(url)
    return canonical if canonical in gold else None


def test_a_second_edition_on_the_same_input_changes_nothing(press: Press) -> None:
    before = {a.story_id: (a.version, a.input_key) for a in press.store.articles(limit=500)}
    counted = {k: v for k, v in press.store.counts().items() if k not in {"editions", "ticks", "trends"}}
    made = pipeline.edition(press.room, now=NOW + timedelta(minutes=1))
    assert {a.story_id: (a.version, a.input_key) for a in press.store.articles(limit=500)} == before
    assert {k: v for k, v in press.store.counts().items() if k not in {"editions", "ticks", "trends"}} == counted
    assert not {"articles", "versions", "reports"} & {k for k, n in made.tally.items() if n}


EDITION = """
import sys
from datetime import datetime
from newswright import assemble, pipeline, settings
from pathlib import Path
with assemble.newsroom(settings.read(Path(sys.argv[1]), {})) as room:
    done = {e.started_at.isoformat() for e in room.store.editions(limit=100) if e.finished_at}
    for at in [at for at in sys.argv[2:] if at not in done]:
        pipeline.edition(room, now=datetime.fromisoformat(at), is_offline=True)
"""


def test_a_press_that_is_killed_at_any_moment_ends_as_one_that_was_not(press: Press, tmp_path: Path) -> None:
    reports = [t.report for s in press.store.stories(limit=500) for t in press.store.story_reports(s.id)]
    instants = [at.isoformat() for at in sample.instants(NOW)]

    def newsroom(name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "newswright.toml").write_text("", encoding="utf-8")
        store = open_store(f"sqlite:///{folder / 'newswright.sqlite3'}")
        store.put_sources(press.store.sources())
        store.put_reports(reports)
        store.close()
        return folder / "newswright.toml"

    def printed(config: Path) -> dict[StoryId, tuple[int, str, str]]:
        store = open_store(f"sqlite:///{config.parent / 'newswright.sqlite3'}")
        found = {a.story_id: (a.version, a.headline.text, a.text) for a in store.articles(limit=500)}
        assert store.check() == []
        store.close()
        return found

    undisturbed, disturbed = newsroom("undisturbed"), newsroom("disturbed")
    command = [sys.executable, "-c", EDITION]
    began_s = time.monotonic()
    subprocess.run([*command, str(undisturbed), *instants], check=True)
    whole_s = time.monotonic() - began_s
    for n in range(5):
        process = subprocess.Popen([*command, str(disturbed), *instants])
        try:
            process.wait(whole_s * (0.2 + 0.1 * n))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    subprocess.run([*command, str(disturbed), *instants], check=True)
    assert printed(disturbed) == printed(undisturbed)


def test_the_guard_would_not_visit_the_sample_without_permission(press: Press) -> None:
    base = next(iter(press.outlets.bases.values()))
    with GuardedFetcher() as fetcher:
        from newswright.records.sources import Failure, FailureKind, Visit

        ((_, outcome),) = list(fetcher.fetch([Visit(url=f"{base}/")], now=NOW))
    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.ADDRESS
