"""Human review by command line: rulings on articles and on readers' reports; the log of them; and the check made again."""

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from newswright.cli.newsroom import Config
from newswright.errors import BadInput

if TYPE_CHECKING:
    from newswright.pipeline.editing import Editor
    from newswright.ports import Store
    from newswright.records.ids import StoryId

reviews = typer.Typer(no_args_is_help=True, help="Human review of what is published; every ruling is on record.")

StoryArg = Annotated[str, typer.Argument(metavar="STORY", help="The story's id, as in the page's addresses.")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who decides; it stands in the label and in the log.")]
Wrong = Annotated[str, typer.Option(metavar="TEXT", help="What was wrong: issued as a public correction.")]
ProblemId = Annotated[str, typer.Option("--problem", metavar="ID", help="The reader's report that this settles.")]
N_LOG = 50
OPERATOR = "the operator"


def attach(app: typer.Typer) -> None:
    """Add the commands of review to the command line."""
    panel = "The newsroom"
    app.add_typer(reviews, name="review", rich_help_panel=panel)
    app.command(rich_help_panel=panel)(recheck)


def recheck(
    stories: Annotated[list[str] | None, typer.Argument(metavar="[STORY…]", help="These stories alone.")] = None,
    days: Annotated[int, typer.Option(min=1, help="Articles issued in so many days.")] = 7,
    offline: Annotated[bool, typer.Option("--offline", help="Do not look at the cited pages again.")] = False,
    config: Config = None,
) -> None:
    """Check standing articles again: their cited pages where a look is due, and every sentence by the checks of today."""
    from newswright import assemble
    from newswright.cli import screen
    from newswright.pipeline import press, rechecking
    from newswright.records.ids import StoryId

    now = assemble.clock()
    with screen.progress() as progress, assemble.newsroom(assemble.settings(config), progress=progress) as room:
        tally = Counter[str]()
        if not offline and not stories:
            tally.update(rechecking.look_again(room, now=now))
            tally.update(press.write_stories(room, now=now))
        wanted = [StoryId(each) for each in stories or _recent(room.store, days)]
        tally.update(rechecking.judge_again(room, wanted, now=now))
    for name, n in sorted(tally.items()):
        typer.echo(f"{name.replace('_', ' ')}: {n}")


def _recent(store: "Store", days: int) -> list[str]:
    from newswright import assemble

    since = assemble.clock() - timedelta(days=days)
    found: list[str] = []
    page = store.articles(limit=500)
    while page:
        found += [article.story_id for article in page if article.issued_at >= since]
        if page[-1].issued_at < since:
            break
        page = store.articles(limit=500, before=page[-1].issued_at, before_id=page[-1].story_id)
    return found


@reviews.command("show")
def show(story: StoryArg, config: Config = None) -> None:
    """Print an article with the numbers of its sentences, its state, and open reports of problems."""
    from newswright import assemble
    from newswright.records.ids import StoryId

    store = assemble.store(assemble.settings(config))
    found = store.article(StoryId(story))
    if found is None:
        raise BadInput(f"nothing is published on a story {story!r}")
    typer.echo(f"Version {found.version}. {found.labels.text}")
    held = store.last_hold(found.story_id)
    if held is not None:
        typer.echo(f"Held{f' by {held.held_by}' if held.held_by else ''}: {held.reason}")
    for sentence in found.sentences:
        typer.echo(f"{sentence.n:3}  {sentence.text}")
    for problem in store.problems(limit=1_000):
        if problem.story_id == found.story_id and problem.resolution is None:
            typer.echo(f"Problem {problem.id}, version {problem.version}, {problem.kind.value}: {problem.note}")


@reviews.command("approve")
def approve(
    story: StoryArg,
    by: By = OPERATOR,
    version: Annotated[int | None, typer.Option(help="Refuse if another version stands.")] = None,
    config: Config = None,
) -> None:
    """Issue the standing version as reviewed and approved by a person."""
    from newswright import assemble
    from newswright.pipeline import editing

    store, editor, story_id = _at_desk(config, story, by=by, version=version)
    _told(editing.approve(store, story_id, editor, assemble.policies(assemble.settings(config))))


@reviews.command("edit")
def edit(
    story: StoryArg,
    sentence: Annotated[int, typer.Option(help="Its number, as `review show` prints it.")],
    text: Annotated[str, typer.Option(help="The sentence as it should be; it has to stand on its passages.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the sentence out.")] = False,
    by: By = OPERATOR,
    wrong: Wrong = "",
    problem: ProblemId = "",
    config: Config = None,
) -> None:
    """Change one sentence, or take it out; the change is on record, and the label says that a person made it."""
    from newswright import assemble
    from newswright.pipeline import editing

    if bool(text.strip()) == remove:
        raise BadInput("say either what the sentence should be, or that it goes", expected="--text or --remove")
    store, editor, story_id = _at_desk(config, story, by=by, wrong=wrong, problem=problem)
    _told(editing.edit(store, story_id, {sentence: text}, editor, assemble.policies(assemble.settings(config))))


@reviews.command("correct")
def correct(
    story: StoryArg,
    wrong: Wrong,
    sentence: Annotated[
        int | None, typer.Option(help="The sentence that it is about, as `review show` numbers it.")
    ] = None,
    by: By = OPERATOR,
    problem: ProblemId = "",
    config: Config = None,
) -> None:
    """Issue a public correction where the text stays as it is: of a source named wrongly, say, or of an earlier version."""
    from newswright.pipeline import editing

    store, editor, story_id = _at_desk(config, story, by=by, wrong=wrong, problem=problem)
    _told(editing.correct(store, story_id, editor, about=sentence))


@reviews.command("uphold")
def uphold(
    problem: Annotated[str, typer.Argument(metavar="PROBLEM", help="The id of a reader's report.")],
    wrong: Wrong,
    sentence: Annotated[
        int | None, typer.Option(help="The sentence that was wrong, as `review show` numbers it.")
    ] = None,
    text: Annotated[str, typer.Option(help="That sentence as it should be; it has to stand on its passages.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take that sentence out.")] = False,
    withdraws: Annotated[bool, typer.Option("--withdraw", help="Withdraw the article.")] = False,
    by: By = OPERATOR,
    config: Config = None,
) -> None:
    """Uphold a reader's report: by a changed sentence, by withdrawing the article, or, with neither, by a correction alone."""
    from newswright import assemble
    from newswright.pipeline import editing

    texts = {sentence: text} if sentence is not None and bool(text.strip()) != remove else {}
    if (text.strip() or remove) and (not texts or withdraws):
        raise BadInput("say what is to become of one sentence", expected="--sentence N with either --text or --remove")
    store, editor, _ = _at_desk(config, "", by=by, wrong=wrong, problem=problem)
    policies = assemble.policies(assemble.settings(config))
    _told(editing.uphold(store, editor, policies, texts=texts, about=sentence, withdraws=withdraws))


@reviews.command("problems")
def problems(config: Config = None) -> None:
    """List the reports of problems that are open, latest first."""
    from newswright import assemble

    store = assemble.store(assemble.settings(config))
    for problem in store.problems(limit=1_000):
        if problem.resolution is None:
            about = f"story {problem.story_id}, version {problem.version}"
            typer.echo(
                f"{problem.reported_at:%Y-%m-%d %H:%M} UTC  {problem.id}  {problem.kind.value}  {about}: {problem.note}"
            )


@reviews.command("withdraw")
def withdraw(story: StoryArg, wrong: Wrong, by: By = OPERATOR, problem: ProblemId = "", config: Config = None) -> None:
    """Withdraw an article: its address stays, with the notice; its story is held until it is released."""
    from newswright.pipeline import editing

    store, editor, story_id = _at_desk(config, story, by=by, wrong=wrong, problem=problem)
    _told(editing.withdraw(store, story_id, editor))


@reviews.command("hold")
def hold(
    story: StoryArg,
    reason: Annotated[str, typer.Option(help="For the log.")] = "",
    by: By = OPERATOR,
    config: Config = None,
) -> None:
    """Publish nothing new on a story until it is released; what is published of it stays."""
    from newswright.pipeline import editing

    store, editor, story_id = _at_desk(config, story, by=by, note=reason)
    _told(editing.hold(store, story_id, editor))


@reviews.command("release")
def release(story: StoryArg, by: By = OPERATOR, config: Config = None) -> None:
    """Let a held story go: the next edition writes it anew."""
    from newswright.pipeline import editing

    store, editor, story_id = _at_desk(config, story, by=by)
    _told(editing.release(store, story_id, editor))


@reviews.command("dismiss")
def dismiss(
    problem: Annotated[str, typer.Argument(metavar="PROBLEM", help="The id of a reader's report.")],
    reason: Annotated[str, typer.Option(help="For the log.")] = "",
    by: By = OPERATOR,
    config: Config = None,
) -> None:
    """Settle a reader's report of a problem that is none."""
    from newswright.pipeline import editing

    store, editor, _ = _at_desk(config, "", by=by, note=reason, problem=problem)
    _told(editing.dismiss(store, editor))


@reviews.command("log")
def log(
    story: Annotated[str, typer.Argument(metavar="[STORY]", help="Of this story alone.")] = "", config: Config = None
) -> None:
    """Print the rulings on record, latest first."""
    from newswright import assemble
    from newswright.records.ids import StoryId

    store = assemble.store(assemble.settings(config))
    for ruling in store.rulings(limit=N_LOG, story_id=StoryId(story) if story else None):
        note = f": {ruling.note}" if ruling.note else ""
        about = f"story {ruling.story_id}, version {ruling.version}"
        typer.echo(f"{ruling.at:%Y-%m-%d %H:%M} UTC  {ruling.by}  {ruling.kind.value}  {about}{note}")
        for one in ruling.edits:
            typer.echo(f"  - {one.before}")
            if one.after:
                typer.echo(f"  + {one.after}")


def _at_desk(
    config: Config,
    story: str,
    *,
    by: str,
    version: int | None = None,
    note: str = "",
    wrong: str = "",
    problem: str = "",
) -> "tuple[Store, Editor, StoryId]":
    from newswright import assemble
    from newswright.pipeline import editing
    from newswright.records.ids import StoryId

    if not by.strip() or not by.isprintable():
        raise BadInput(f"--by {by!r} names nobody", expected="a name on one line")
    editor = editing.Editor(
        by=by.strip(), now=assemble.clock(), version=version, note=note, wrong=wrong, problem_id=problem
    )
    return assemble.store(assemble.settings(config)), editor, StoryId(story)


def _told(outcome: object) -> None:
    """Say what came of a ruling; a text is why nothing did."""
    from newswright.records.articles import Article

    if isinstance(outcome, Article):
        typer.echo(f"Version {outcome.version} is published. {outcome.changed}".strip())
    elif outcome:
        raise BadInput(str(outcome))
    else:
        typer.echo("Done; it is on record.")
