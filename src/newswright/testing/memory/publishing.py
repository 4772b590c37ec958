"""Articles, holds, search, editions and completions in memory."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from newswright.ports import SearchHit
from newswright.records import budgets, ids
from newswright.records.articles import Article, Correction, Hold, Ruling, RulingKind
from newswright.records.drafts import Completion, ModelBudget, ModelUse
from newswright.records.ids import SourceId, StoryId
from newswright.records.readers import Candidate, Problem
from newswright.records.reports import Look, Report
from newswright.records.stories import Edition, Story, ToldReport, Trend
from newswright.testing.memory.state import alone, folded
from newswright.testing.memory.wire import Wire


class Publishing(Wire):
    """What `ports.Store` keeps of what is published."""

    @alone
    def publish(
        self,
        article: Article,
        corrections: Iterable[Correction] = (),
        *,
        told: Sequence[ToldReport] | None = None,
        looks: Iterable[Look] = (),
    ) -> bool:
        if self._is_published(article) or self._is_held_by_editor(article.story_id):
            return False
        self._issue(article, corrections)
        for look in looks:
            self._looks.setdefault(look.report_id, look)
        self._mark_written(article.story_id, told)
        return True

    def _is_published(self, article: Article) -> bool:
        versions = self._versions.get(article.story_id, {})
        return article.version in versions or article.input_key in {each.input_key for each in versions.values()}

    def _is_held_by_editor(self, story_id: StoryId) -> bool:
        hold = self._holds.get(story_id)
        return bool(hold and hold.held_by)

    def _issue(self, article: Article, corrections: Iterable[Correction]) -> None:
        self._versions.setdefault(article.story_id, {})[article.version] = article
        self._stories.setdefault(article.story_id, _untold(article))
        self._corrections += [each for each in corrections if each not in self._corrections]
        self._holds.pop(article.story_id, None)

    def _mark_written(self, story_id: StoryId, told: Sequence[ToldReport] | None) -> None:
        if told is None or _state(told) == _state(self.story_reports(story_id)):
            self._unwritten.pop(story_id, None)

    @alone
    def hold(self, hold: Hold, *, told: Sequence[ToldReport] | None = None) -> None:
        if hold.held_by or not self._is_held_by_editor(hold.story_id):
            self._holds[hold.story_id] = hold
        self._mark_written(hold.story_id, told)

    @alone
    def mark_written(self, story_id: StoryId, *, told: Sequence[ToldReport] | None = None) -> None:
        self._mark_written(story_id, told)

    @alone
    def rule(
        self,
        ruling: Ruling,
        *,
        article: Article | None = None,
        corrections: Iterable[Correction] = (),
        hold: Hold | None = None,
        problem: Problem | None = None,
    ) -> bool:
        if article and self._is_published(article):
            return False
        key = (ruling.story_id, ruling.at, ruling.kind)
        if key not in {(one.story_id, one.at, one.kind) for one in self._rulings}:
            self._rulings.append(ruling)
        if article:
            self._issue(article, corrections)
        if hold:
            self._holds[hold.story_id] = hold
        if problem:
            self._problems[problem.id] = problem
        if ruling.kind is RulingKind.RELEASE:
            self._holds.pop(ruling.story_id, None)
            self._unwritten.setdefault(ruling.story_id)
        return True

    @alone
    def rulings(self, *, limit: int, story_id: StoryId | None = None) -> list[Ruling]:
        found = [each for each in reversed(self._rulings) if story_id in (None, each.story_id)]
        return sorted(found, key=lambda ruling: ruling.at, reverse=True)[:limit]

    @alone
    def due_looks(self, *, now: datetime, limit: int) -> list[Look]:
        due = [(look.next_at, look) for look in self._looks.values() if look.next_at and look.next_at <= now]
        return [look for _, look in sorted(due, key=lambda pair: (pair[0], pair[1].report_id))][:limit]

    @alone
    def put_look(self, look: Look, revised: Report | None = None) -> bool:
        self._looks[look.report_id] = look
        return bool(revised and self.put_reports([revised]))

    @alone
    def article(self, story_id: StoryId, version: int | None = None) -> Article | None:
        versions = self.versions(story_id)
        if version is None:
            return versions[-1] if versions else None
        return next((each for each in versions if each.version == version), None)

    @alone
    def versions(self, story_id: StoryId) -> list[Article]:
        versions = self._versions.get(self._survivor(story_id)) or self._versions.get(story_id) or {}
        return [versions[version] for version in sorted(versions)]

    def _listed(self) -> list[Article]:
        """The latest version of each story, but of a merged one only while the story that it went into has none."""
        listed = [self._versions[each][max(self._versions[each])] for each in self._versions]
        shown = (each for each in listed if self.article(each.story_id) == each)
        return sorted(shown, key=lambda article: (-article.issued_at.timestamp(), article.story_id))

    @alone
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
        def is_wanted(article: Article) -> bool:
            is_tied = before_id is not None and article.issued_at == before and article.story_id > before_id
            return (
                (before is None or article.issued_at < before or is_tied)
                and (topic is None or topic in article.topics)
                and (name is None or folded(name) in map(folded, article.names))
                and (source_id is None or source_id in self._source_ids(article))
            )

        return [article for article in self._listed() if is_wanted(article)][:limit]

    def _source_ids(self, article: Article) -> tuple[str, ...]:
        known = self.reports(line.report_id for line in article.sources)
        found = (
            known[line.report_id].source_id if line.report_id in known else ids.source_id(line.outlet)
            for line in article.sources
        )
        return tuple(dict.fromkeys(found))

    @alone
    def topics(self) -> dict[str, int]:
        return dict(sorted(Counter(topic for article in self._listed() for topic in article.topics).items()))

    @alone
    def last_hold(self, story_id: StoryId) -> Hold | None:
        return self._holds.get(self._survivor(story_id))

    @alone
    def holds(self, *, limit: int) -> list[Hold]:
        return sorted(self._holds.values(), key=lambda hold: (-hold.held_at.timestamp(), hold.story_id))[:limit]

    @alone
    def corrections(self, *, limit: int, story_id: StoryId | None = None) -> list[Correction]:
        found = [each for each in reversed(self._corrections) if story_id in (None, each.story_id)]
        return sorted(found, key=lambda correction: correction.at, reverse=True)[:limit]

    @alone
    def candidates(self, *, since: datetime, limit: int) -> list[Candidate]:
        trending = {trend.story_id: trend for trend in self.trends()}
        live = [each for each in self._listed() if each.issued_at >= since and not each.withdrawn]
        return [self._candidate(article, trending.get(article.story_id)) for article in live[:limit]]

    def _candidate(self, article: Article, trend: Trend | None) -> Candidate:
        story = self._stories[article.story_id]
        return Candidate(
            story_id=article.story_id,
            headline=article.headline.text,
            dek=article.dek.text,
            language=article.language,
            issued_at=article.issued_at,
            happened_at=story.updated_at,
            version=article.version,
            topics=article.topics,
            names=article.names,
            source_ids=self._source_ids(article),
            countries=tuple(dict.fromkeys(line.country for line in article.sources if line.country)),
            n_origins=story.n_origins,
            n_outlets=story.n_outlets,
            trend_score=trend.trend_score if trend else 0.0,
            trend_since_at=trend.since if trend else None,
            text=article.text,
            text_version=article.text_version,
        )

    @alone
    def search(self, query: str, *, limit: int, offset: int = 0) -> list[SearchHit]:
        wanted = [folded(phrase or word).strip() for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', query)]
        wanted = [one for one in wanted if any(c.isalnum() for c in one)]
        hits = (_hit(article, wanted) for article in self._listed() if wanted)
        return [hit for hit in hits if hit][offset : offset + limit]

    @alone
    def put_edition(self, edition: Edition) -> None:
        self._editions[edition.id] = edition

    @alone
    def editions(self, *, limit: int) -> list[Edition]:
        return sorted(self._editions.values(), key=lambda one: (one.started_at, one.id), reverse=True)[:limit]

    # Language models: cache and budget

    @alone
    def completion(self, key: str) -> Completion | None:
        return self._completions.get(key)

    @alone
    def put_completion(
        self, key: str, story_id: StoryId, completion: Completion, *, at: datetime, booking: str = ""
    ) -> None:
        self._completions[key] = completion
        self._calls[key, at] = (story_id, completion)
        if booking:
            self._calls = {call: spent for call, spent in self._calls.items() if call[0] != booking}

    @alone
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
        n_tokens, cost_usd = most
        _, n_spent, usd_spent = self.model_use(since=since)
        about = [key for (key, _), (told_of, _) in self._calls.items() if told_of == story_id]
        n_calls = sum(not key.startswith(budgets.UNANSWERED) for key in about)
        limit = budgets.broken(budget, n_spent + n_tokens, usd_spent + cost_usd, n_calls + 1)
        if not limit:
            use = ModelUse(name="", is_generative=True, n_input_tokens=n_tokens, cost_usd=cost_usd)
            self._calls[booking, at] = (story_id, Completion(text="", model=use))
        return limit

    @alone
    def model_use(self, *, since: datetime, story_id: StoryId | None = None) -> tuple[int, int, float]:
        uses = [
            completion.model
            for (_, at), (about, completion) in self._calls.items()
            if at >= since and story_id in (None, about)
        ]
        return (
            len(uses),
            sum(use.n_input_tokens + use.n_output_tokens for use in uses),
            sum(use.cost_usd for use in uses),
        )


def _state(told: Iterable[ToldReport]) -> set[tuple[str, int, str]]:
    return {(one.report.id, one.report.revision, one.assignment.origin_id) for one in told}


def _untold(article: Article) -> Story:
    """A story that is known by its article alone."""
    return Story(
        id=article.story_id,
        title=article.headline.text,
        language=article.language,
        opened_at=article.first_issued_at,
        updated_at=article.issued_at,
        report_ids=(),
        n_origins=article.labels.n_origins,
        n_outlets=len({line.outlet for line in article.sources}),
        topics=article.topics,
    )


def _hit(article: Article, wanted: Sequence[str]) -> SearchHit | None:
    printed = folded(f"{article.headline.text}\n{article.dek.text}\n{article.text}")
    patterns = [_pattern(one) for one in wanted]
    if not all(re.search(pattern, printed) for pattern in patterns):
        return None
    excerpt = article.text[:200]
    marks = sorted({found.span() for pattern in patterns for found in re.finditer(pattern, folded(excerpt))})
    return SearchHit(
        story_id=article.story_id,
        headline=article.headline.text,
        dek=article.dek.text,
        issued_at=article.issued_at,
        excerpt=excerpt,
        marks=tuple(marks),
    )


def _pattern(wanted: str) -> str:
    """Whole words in scripts that part words with spaces, anything in those that do not."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", wanted))
    return rf"\b{words}\b" if wanted.isascii() else words
