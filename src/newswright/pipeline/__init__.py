"""The order of work: read, decide, write. Nothing clever stands here.

Every step reads what is due from the store, hands it to a stage (which decides and touches nothing), and writes the decision
back in one transaction. So each step can be run twice, or be cut off anywhere, and costs at most the work in flight.

`wire` brings reports in, `press` makes articles of them, `rechecking` looks after what is published, `filters` runs single
stages without a store.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from newswright.pipeline import filters, press, rechecking, wire
from newswright.pipeline.room import Newsroom, Policies, Progress, silent
from newswright.records import ids
from newswright.records.stories import Edition

__all__ = ["Newsroom", "Policies", "Progress", "edition", "filters", "press", "rechecking", "silent", "wire"]


def edition(room: Newsroom, *, now: datetime, is_offline: bool = False) -> Edition:
    """Run the presses once: fetch what is due, place what is new, find what trends, write and publish what changed.

    `is_offline` leaves the network alone: for archives.
    """
    began_s = room.stopwatch()
    started = Edition(id=ids.EditionId(ids.digest("edition", now.isoformat(), n_chars=12)), started_at=now)
    room.store.put_edition(started)
    tally: Counter[str] = Counter()
    if not is_offline:
        tally.update(wire.read_feeds(room, now=now))
        tally.update(wire.read_pages(room, now=now))
        tally.update(rechecking.look_again(room, now=now))
    tally.update(press.place_reports(room, now=now))
    tally.update(press.detect_trends(room, now=now))
    tally.update(press.write_stories(room, now=now))
    took = timedelta(seconds=room.stopwatch() - began_s)
    finished = replace(started, finished_at=now + took, tally=dict(sorted(tally.items())))
    room.store.put_edition(finished)
    return finished
