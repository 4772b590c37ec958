"""A made-up story for tests: a flood in a made-up town, told by four outlets that agree, differ, quote and add.

The Harbour Post and Nordkurier give different numbers of displaced people; the Valley Record prints the Post's text (one origin);
the Island Times quotes the mayor. All on Sunday, 22 November 2026.
"""

from datetime import UTC, datetime, timedelta

from newswright.records import ids
from newswright.records.reports import Genre, Report
from newswright.records.stories import Assignment, AssignmentKind, Story, ToldReport

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
STORY_ID = ids.StoryId("flood0000001")

POST = """VARNHOLM, Nordland (MW) — The river Varn burst its banks on Saturday night and flooded the old town of Varnholm, \
forcing about 11,000 people from their homes, the county said.

Two bridges were swept away and the hospital moved 84 patients to Sandholm, the county said in a statement.

"We have not seen water like this since 1958," said Mayor Ingrid Solberg, who walked through the flooded market yesterday.

Read more: How to protect your cellar from floods

The army will send 300 soldiers to Varnholm if the dam at Elvik does not hold, the defence ministry said.

By Tomas Lie, staff writer. Follow us on social media."""

NORDKURIER = """The old town of Varnholm stood under water on Sunday after the river Varn burst its banks during the night.

Rescue workers said 12,000 people were forced from their homes in Varnholm by the flood, the worst in decades.

The railway between Varnholm and Sandholm is closed until at least Wednesday, the operator Nordbane said.

Engineers found cracks in the dam at Elvik, above the town, on Sunday morning, but the power company said that it was safe."""

TIMES = """The flood in Varnholm has cut off the island of Lund, where ferries stopped at noon on Sunday.

"Every boat that we have is out there, and every one of them is needed tonight," Mayor Ingrid Solberg told reporters.

He said that more rain was expected.

Schools in Varnholm and on Lund stay closed on Monday, the county's head of education, Per Dahl, said.

In recent years the county has spent 40 million crowns on dikes along the Varn, but none in the old town."""

OPINION = """The county knew. For ten years it was told that the dikes were too low, and it did nothing at all."""


def told() -> list[ToldReport]:
    """The reports with their places, by time: three origins, and an opinion piece that carries no facts."""
    return [
        tell("The Harbour Post", POST, -9, title="About 11,000 flee as river Varn floods Varnholm"),
        tell(
            "Valley Record",
            POST.split("\n\nRead more", maxsplit=1)[0],
            -8,
            title="River floods Varnholm",
            origin="The Harbour Post",
        ),
        tell("Nordkurier", NORDKURIER, -6, title="Varnholm under water"),
        tell("Island Times", TIMES, -3, title="Flood cuts off Lund"),
        tell("Daily Lantern", OPINION, -2, title="They knew", genre=Genre.OPINION),
    ]


def tell(outlet: str, text: str, hours: float, *, title: str = "", origin: str = "", **more: object) -> ToldReport:
    """Place one outlet's report in the story, so many hours from NOW; `origin` names the outlet whose text it prints."""
    at = NOW + timedelta(hours=hours)
    made = {
        "id": ids.ReportId(ids.slug(outlet)),
        "source_id": ids.source_id(outlet),
        "outlet": outlet,
        "url": f"https://{ids.slug(outlet)}.example/flood",
        "title": title or "Flood in Varnholm",
        "text": text,
        "published_at": at,
        "seen_at": at + timedelta(minutes=5),
        "language": "en",
        **more,
    }
    report = Report(**made)  # type: ignore[arg-type]  # fields by keyword, checked by the dataclass itself
    assignment = Assignment(
        report_id=report.id,
        story_id=STORY_ID,
        origin_id=ids.origin_id(ids.ReportId(ids.slug(origin or outlet))),
        kind=AssignmentKind.JOIN,
        similarity=0.8,
    )
    return ToldReport(report=report, assignment=assignment)


def story(reports: list[ToldReport] | None = None) -> Story:
    """The story of these reports; of all of them where none are given."""
    all_told = told() if reports is None else reports
    return Story(
        id=STORY_ID,
        title=all_told[0].report.title if all_told else "",
        language="en",
        opened_at=NOW - timedelta(hours=9),
        updated_at=NOW,
        report_ids=tuple(one.report.id for one in all_told),
    )
