"""Find the story each report belongs to, and the origin of its text.

In:    a Report; the reports that the window holds, with their stories
Out:   an Assignment with the score that decided it, in [0, 1]
Rule:  ClusterPolicy
Gate:  bench/quality/stories
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from newswright.records.ids import ReportId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import Assignment
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.portraits import Draw, Portrait, is_read, meaning, opening, portray
from newswright.stages.cluster.window import Window

__all__ = [
    "ClusterPolicy", "Draw", "Portrait", "Window", "all", "is_read", "meaning", "opening", "portray", "related",
]  # fmt: skip


def all(  # noqa: A001 (reads as `cluster.all(reports)`; the builtin is not used in this module)
    reports: Iterable[Report],
    *,
    partitions: int = 1,
    policy: ClusterPolicy | None = None,
    draw: Draw = map,
) -> Iterator[Assignment]:
    """Group an archive: reports are placed in order of (happened_by, id), and come back in the order of the input.

    The window forgets by number only (`max_reports`), so that stories may be as long as the archive; each report has the place
    that it had when it left. The work can be shared without a change in the result: `draw` maps portraits over reports and may
    use as many processes as there are `partitions`, and the search for what is near is done in as many parts.
    """
    if partitions < 1:
        raise ValueError(f"partitions is {partitions}; expected 1 or more")
    given = list(reports)
    n_languages = len({report.language.partition("-")[0].casefold() for report in given})
    chosen = policy or ClusterPolicy()
    chosen = replace(chosen, is_crossing=chosen.is_crossing and n_languages > 1)
    window, placed = Window(chosen), dict[ReportId, Assignment]()
    ordered = sorted(given, key=lambda report: (report.happened_by, report.id))
    portraits = draw(partial(portray, policy=chosen), ordered)
    while tick := list(islice(portraits, chosen.tick_reports)):
        for assignment in window.take_portraits(tick, partitions=partitions):
            placed[assignment.report_id] = assignment
    return (placed[report.id] for report in given)


def related(window: Window, story_id: StoryId) -> tuple[StoryId, ...]:
    """Name a story's neighbours, nearest first: similar, but not one story with it."""
    return window.related(story_id)
