"""Keep the trend counters in step with the store: read what has changed since the last look, not a week of reports each time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from newswright.ports import Store
from newswright.records.stories import ToldReport, Trend
from newswright.stages import trend

MOST_STORIES = (
    2_000  # that changed since the last look: with more of them, a week is read sooner than each of their reports
)
N_EDITIONS = 10  # the latest ones, among which another process's is looked for that has not ended


@dataclass(frozen=True, slots=True)
class _Look:
    """When the counters were last in step, and which editions there were then; `is_alone` if no other process was at work."""

    at: datetime
    n_editions: int
    is_alone: bool


class Counting:
    """The counters of one newsroom, kept between its editions. What they say is what a fresh count of the store would say.

    Whatever places, moves or revises a report marks its story as one to be written. An edition looks for trends just before it
    writes: all that changed since the last look is marked then, unless another process has written in the meantime. Only
    editions write, and every edition is on record; so where another one turns up, all is counted anew, and once more at the
    look after, for what it did meanwhile.
    """

    def __init__(self, policy: trend.TrendPolicy) -> None:
        self._policy = policy
        self._counters = trend.Counters(policy)
        self._last: _Look | None = None

    def __len__(self) -> int:
        """Reports that are counted."""
        return len(self._counters)

    def detect(self, store: Store, *, now: datetime, top: int) -> list[Trend]:
        """Name what trends now, best first, at most `top`, after bringing the counters in step with the store."""
        last, look = self._last, self._look(store, now)
        changed = self._changed(store) if last and look.is_alone and last.is_alone and last.at <= now else None
        since = now - timedelta(days=self._policy.baseline_days)
        if last is None or changed is None:
            self._counters = trend.Counters(self._policy)
            self._take(store.told_reports(since=since, until=now), since, now)
        else:
            self._take(store.told_reports(since=max(since, last.at), until=now), since, now)
            self._take(changed, since, now)
        self._counters.forget(since)
        self._last = look
        return [_opened(store, one, since) for one in self._counters.detect(now, top)]

    def _look(self, store: Store, now: datetime) -> _Look:
        """See whether this newsroom has been alone since the last look: no more than one edition has begun, and none but the
        present one is on its way."""
        n_editions = store.counts()["editions"]
        is_under_way = any(one.finished_at is None for one in store.editions(limit=N_EDITIONS) if one.started_at != now)
        n_known = self._last.n_editions if self._last else n_editions
        return _Look(now, n_editions, not is_under_way and n_editions <= n_known + 1)

    @staticmethod
    def _changed(store: Store) -> list[ToldReport] | None:
        """Read the stories that changed; None where there are too many."""
        due = store.unwritten_stories(limit=MOST_STORIES + 1)
        return None if len(due) > MOST_STORIES else [told for story in due for told in store.story_reports(story.id)]

    def _take(self, told: Iterable[ToldReport], since: datetime, until: datetime) -> None:
        for one in told:
            if since <= one.report.happened_by <= until:
                self._counters.add(one.report, one.assignment)
            else:  # a revision may carry another date than before
                self._counters.drop(one.report.id)


def _opened(store: Store, found: Trend, since: datetime) -> Trend:
    """Date a trend by the very first report of its story, which may lie before all that is counted."""
    story = store.story(found.story_id)
    if story is None or not story.report_ids or story.opened_at >= since:
        return found
    first = store.report(story.report_ids[0])
    return trend.opened_by(found, first) if first else found
