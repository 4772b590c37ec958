"""Carry out what editors decide: read, let the stage decide, and write each ruling with all that it brings, at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newswright.pipeline import proving, rechecking
from newswright.pipeline.room import Policies
from newswright.ports import Store
from newswright.records import ids
from newswright.records.articles import Article, Correction, Edit, Hold, Ruling, RulingKind
from newswright.records.drafts import DraftSentence, Verdict
from newswright.records.ids import StoryId
from newswright.records.readers import Problem
from newswright.stages import publish

A_READER, N_PROBLEMS = "a reader", 1_000
OVERTAKEN = "another version was published meanwhile; look at it again"
UNSAID = "a report that is upheld is corrected in public: say what was wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Who decides, when, with which version in view (None: whichever stands), and why. `wrong` says in public what was wrong
    before; `problem_id` names the reader's report that is settled with it."""

    by: str
    now: datetime
    version: int | None = None
    note: str = ""
    wrong: str = ""
    problem_id: str = ""


def approve(store: Store, story_id: StoryId, editor: Editor, policies: Policies) -> Article | str:
    """Issue the standing version as reviewed and approved; or say why not."""
    previous = _standing(store, story_id, editor)
    if isinstance(previous, str):
        return previous
    if editor.problem_id:
        return "an approval settles no reader's report: correct, edit or withdraw the article, or dismiss the report"
    after = publish.ruling.approved(previous, by=editor.by, now=editor.now, policy=policies.publish)
    return _rule(store, RulingKind.APPROVE, previous, after, editor)


def edit(
    store: Store, story_id: StoryId, texts: Mapping[int, str], editor: Editor, policies: Policies
) -> Article | str:
    """Issue a version with these sentences changed (by number; an empty text takes one out); or say why not.

    What a person writes passes the same gate as what a machine writes: it has to stand on the passages that the sentence cites.
    """
    previous = _standing(store, story_id, editor)
    if isinstance(previous, str):
        return previous
    if editor.problem_id and not editor.wrong.strip():
        return UNSAID
    standing = {sentence.n: sentence.text for sentence in previous.sentences}
    if unknown := sorted(set(texts) - set(standing)):
        return f"there is no sentence {unknown[0]}"
    edits = [
        Edit(n=n, before=standing[n], after=" ".join(text.split()))
        for n, text in sorted(texts.items())
        if " ".join(text.split()) != standing[n]
    ]
    verdicts = _judged(store, previous, edits, policies)
    after = publish.ruling.edited(previous, edits, verdicts, by=editor.by, now=editor.now, policy=policies.publish)
    return after if isinstance(after, str) else _rule(store, RulingKind.EDIT, previous, after, editor, tuple(edits))


def _judged(store: Store, article: Article, edits: list[Edit], policies: Policies) -> dict[int, Verdict]:
    told = store.story_reports(article.story_id)
    cited = {citation.passage.report_id for sentence in article.sentences for citation in sentence.citations}
    reports = {**store.reports(cited), **{one.report.id: one.report for one in told}}
    sentences = {sentence.n: sentence for sentence in article.sentences}
    drafted = [
        DraftSentence(
            n=one.n,
            text=one.after,
            cites=tuple(c.passage for c in publish.standing.still_cited(sentences[one.n], reports)),
            is_excerpt=sentences[one.n].is_excerpt,
        )
        for one in edits
        if one.after
    ]
    origins = rechecking.origins(told)
    is_generated = article.model.is_generative
    found = proving.judged(drafted, reports, origins, is_generated=is_generated, policies=policies)
    return {verdict.n: verdict for verdict in found}


def correct(store: Store, story_id: StoryId, editor: Editor, *, about: int | None = None) -> Article | str:
    """Issue a correction with the text as it stands, `wrong` saying what was wrong, `about` in which sentence; or say why not."""
    previous = _standing(store, story_id, editor)
    if isinstance(previous, str):
        return previous
    if not editor.wrong.strip():
        return "a correction says what was wrong"
    told = [Edit(n=s.n, before=s.text, after=s.text) for s in previous.sentences if s.n == about]
    if about is not None and not told:
        return f"there is no sentence {about}"
    after = publish.ruling.put_right(previous, now=editor.now)
    return _rule(store, RulingKind.CORRECT, previous, after, editor, about=told)


def uphold(
    store: Store,
    editor: Editor,
    policies: Policies,
    *,
    texts: Mapping[int, str] | None = None,
    about: int | None = None,
    withdraws: bool = False,
) -> Article | str:
    """Uphold the reader's report that `editor` names: with sentences changed, by withdrawing the article, or by a correction
    alone; or say why not."""
    problem = _problem(store, editor.problem_id)
    if problem is None:
        return f"there is no report of a problem {editor.problem_id!r}"
    if problem.resolution is not None:
        return f"this report was settled before: {problem.resolution}"
    if withdraws:
        return withdraw(store, problem.story_id, editor)
    if texts:
        return edit(store, problem.story_id, texts, editor, policies)
    return correct(store, problem.story_id, editor, about=about)


def withdraw(store: Store, story_id: StoryId, editor: Editor) -> Article | str:
    """Withdraw an article, with `wrong` as its notice, and hold its story until it is released; or say why not."""
    previous = _standing(store, story_id, editor)
    if isinstance(previous, str):
        return previous
    if not editor.wrong.strip():
        return "a withdrawn article needs a notice that says why"
    after = publish.ruling.withdrawn(previous, notice=editor.wrong.strip(), now=editor.now)
    return _rule(store, RulingKind.WITHDRAW, previous, after, editor)


def hold(store: Store, story_id: StoryId, editor: Editor) -> str:
    """Hold a story: nothing new is published on it until it is released. Returns '' or why not."""
    story, article = store.story(story_id), store.article(story_id)
    if story is None:
        return f"there is no story {story_id!r}"
    title = article.headline.text if article else story.title
    ruling = _ruling(RulingKind.HOLD, story.id, article.version if article else 0, editor)
    store.rule(ruling, hold=_hold(story.id, title, editor))
    return ""


def release(store: Store, story_id: StoryId, editor: Editor) -> str:
    """Let a held story go: it is written anew with the next edition. Returns '' or why not."""
    held = store.last_hold(story_id)
    if held is None or not held.held_by:
        return "no editor holds this story"
    article = store.article(story_id)
    store.rule(_ruling(RulingKind.RELEASE, held.story_id, article.version if article else 0, editor))
    return ""


def dismiss(store: Store, editor: Editor) -> str:
    """Settle a reader's report of a problem that is none, with `note` for why. Returns '' or why not."""
    problem = _problem(store, editor.problem_id)
    if problem is None:
        return f"there is no report of a problem {editor.problem_id!r}"
    ruling = _ruling(RulingKind.DISMISS, problem.story_id, problem.version, editor)
    store.rule(ruling, problem=_settled(problem, f"dismissed: {editor.note}" if editor.note else "dismissed"))
    return ""


def _standing(store: Store, story_id: StoryId, editor: Editor) -> Article | str:
    article = store.article(story_id)
    if article is None:
        return f"nothing is published on a story {story_id!r}"
    if article.withdrawn:
        return "this article was withdrawn"
    if editor.problem_id and _problem(store, editor.problem_id) is None:
        return f"there is no report of a problem {editor.problem_id!r}"
    return article if editor.version in (None, article.version) else OVERTAKEN


def _rule(
    store: Store,
    kind: RulingKind,
    previous: Article,
    after: Article,
    editor: Editor,
    edits: tuple[Edit, ...] = (),
    about: Sequence[Edit] = (),
) -> Article | str:
    """Write a ruling with all that it brings. The public correction points to the sentences edited, or to those it is `about`."""
    problem = _problem(store, editor.problem_id) if editor.problem_id else None
    ruling = _ruling(kind, previous.story_id, after.version, editor, edits)
    held = _hold(previous.story_id, previous.headline.text, editor) if kind is RulingKind.WITHDRAW else None
    is_ruled = store.rule(
        ruling,
        article=after,
        corrections=_corrections(after, editor, edits or about, is_by_reader=problem is not None),
        hold=held,
        problem=_settled(problem, _upheld(kind, after)) if problem else None,
    )
    return after if is_ruled else OVERTAKEN


def _corrections(after: Article, editor: Editor, edits: Sequence[Edit], *, is_by_reader: bool) -> list[Correction]:
    """In public where something was wrong; a matter of style alone is told by the versions."""
    if not editor.wrong.strip():
        return []
    found_by = A_READER if is_by_reader else editor.by
    details = {"n": str(edits[0].n), "sentence": edits[0].before} if edits else {}
    return [publish.ruling.correction(after, what=editor.wrong.strip(), found_by=found_by, details=details)]


def _ruling(kind: RulingKind, story_id: StoryId, version: int, editor: Editor, edits: tuple[Edit, ...] = ()) -> Ruling:
    return Ruling(
        story_id=story_id,
        version=version,
        at=editor.now,
        by=editor.by,
        kind=kind,
        note=editor.note.strip() or editor.wrong.strip(),
        edits=edits,
        problem_id=editor.problem_id,
    )


def _hold(story_id: StoryId, title: str, editor: Editor) -> Hold:
    return Hold(
        story_id=story_id,
        reason=editor.note.strip() or editor.wrong.strip() or "held by an editor",
        held_at=editor.now,
        input_key=ids.digest("held", story_id, editor.now.isoformat()),
        headline=title,
        held_by=editor.by,
    )


def _problem(store: Store, problem_id: str) -> Problem | None:
    return next((one for one in store.problems(limit=N_PROBLEMS) if one.id == problem_id), None)


def _upheld(kind: RulingKind, after: Article) -> str:
    return "upheld: withdrawn" if kind is RulingKind.WITHDRAW else f"upheld: put right in version {after.version}"


def _settled(problem: Problem, resolution: str) -> Problem:
    return replace(problem, resolution=resolution)
