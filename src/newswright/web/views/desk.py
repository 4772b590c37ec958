"""The desk: what the presses did, what is held back and why, what readers report; and where editors review, edit and rule."""

import re
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from newswright.pipeline import editing
from newswright.records.articles import Article
from newswright.records.ids import StoryId
from newswright.records.readers import Problem
from newswright.web import labels, limits, proof
from newswright.web.caller import Asking, Caller
from newswright.web.views import browse

router = APIRouter(include_in_schema=False)
N_EDITIONS, N_HOLDS, N_PROBLEMS, N_RULINGS, N_WAITING = 12, 50, 50, 30, 12
MAX_SENTENCE_CHARS, MAX_NOTE_CHARS = 600, 1_000
_FIELD = re.compile(r"s(\d{1,3})")

Field = Annotated[str, Form(max_length=MAX_NOTE_CHARS)]


@router.api_route("/desk", methods=["GET", "HEAD"])
def desk(caller: Asking) -> Response:
    """For editors and operators; everyone else is shown the way in."""
    if _is_nobody(caller):
        return caller.finish(RedirectResponse("/login?next=/desk", status_code=303))
    _refuse_readers(caller)
    outlets = browse.outlets(caller)
    problems = caller.store.problems(limit=N_PROBLEMS)
    rulings = caller.store.rulings(limit=N_RULINGS)
    about = {problem.story_id for problem in problems} | {ruling.story_id for ruling in rulings}
    reported = {story_id: caller.store.article(story_id) for story_id in about}
    n_calls, n_tokens, cost_usd = caller.store.model_use(since=caller.now - timedelta(days=1))
    waiting = [one for one in caller.store.articles(limit=4 * N_WAITING) if not one.labels.review and not one.withdrawn]
    return caller.page(
        "desk.html",
        headers={"Cache-Control": "no-store"},
        editions=caller.store.editions(limit=N_EDITIONS),
        holds=caller.store.holds(limit=N_HOLDS),
        problems=sorted(problems, key=lambda problem: problem.resolution is not None),
        headlines={story_id: article.headline.text for story_id, article in reported.items() if article},
        rulings=rulings,
        waiting=waiting[:N_WAITING],
        counts=caller.store.counts(),
        ailing=[outlet for outlet in outlets if outlet.health in {"failing", "gone"}],
        n_outlets=len(outlets),
        n_calls=n_calls,
        n_tokens=n_tokens,
        cost_usd=cost_usd,
    )


@router.api_route("/desk/story/{story_id}", methods=["GET", "HEAD"])
def review(caller: Asking, story_id: str) -> Response:
    """One article, sentence by sentence with its passages, to be approved, edited, withdrawn or held."""
    if _is_nobody(caller):
        return caller.finish(RedirectResponse(f"/login?next=/desk/story/{story_id}", status_code=303))
    _refuse_readers(caller)
    return _review_page(caller, story_id)


def _review_page(
    caller: Caller, story_id: str, *, refused: str = "", texts: dict[int, str] | None = None, wrong: str = ""
) -> Response:
    found, article = caller.store.story(StoryId(story_id)), caller.store.article(StoryId(story_id))
    if found is None:
        raise HTTPException(404, "There is no story with this address.")
    cited = (one.passage.report_id for sentence in (article.sentences if article else ()) for one in sentence.citations)
    reports = caller.store.reports(cited)
    return caller.page(
        "desk_story.html",
        status=422 if refused else 200,
        headers={"Cache-Control": "no-store"},
        story=found,
        article=article,
        label=labels.of(article.labels) if article else None,
        proven=proof.proven(article, reports) if article else {},
        texts=texts or {},
        refused=refused,
        wrong=wrong,
        held=caller.store.last_hold(found.id),
        problems=_open_problems(caller, article),
        rulings=caller.store.rulings(limit=N_RULINGS, story_id=found.id),
        max_chars=MAX_SENTENCE_CHARS,
    )


def _open_problems(caller: Caller, article: Article | None) -> list[Problem]:
    about = article.story_id if article else None
    return [one for one in caller.store.problems(limit=1_000) if one.story_id == about and one.resolution is None]


async def _typed(request: Request) -> dict[int, str]:
    """The sentences as the editor typed them, by number."""
    given = (await request.form()).items()
    return {int(m[1]): str(text)[:MAX_SENTENCE_CHARS] for name, text in given if (m := _FIELD.fullmatch(name))}


@router.post("/desk/story/{story_id}")
def rule(
    caller: Asking,
    story_id: str,
    texts: Annotated[dict[int, str], Depends(_typed)],
    ruling: Annotated[str, Form(pattern="^(approve|edit|correct|withdraw|hold|release|dismiss)$")],
    version: Annotated[int | None, Form(ge=1)] = None,
    note: Field = "",
    wrong: Field = "",
    problem: Annotated[str, Form(max_length=40)] = "",
    about: Annotated[int | None, Form(ge=0)] = None,
) -> Response:
    """Carry out an editor's ruling; where it cannot be, show why, and what was typed."""
    _refuse_readers(caller)
    reader = caller.reader
    assert reader is not None  # noqa: S101 - who is nobody was just refused
    caller.limit(limits.VOTE, reader.id)
    editor = editing.Editor(
        by=reader.name or "an editor", now=caller.now, version=version, note=note, wrong=wrong, problem_id=problem
    )
    outcome = _carried_out(caller, ruling, StoryId(story_id), editor, texts, about)
    if isinstance(outcome, str) and outcome:
        return _review_page(caller, story_id, refused=outcome, texts=texts, wrong=wrong)
    return caller.back(f"/desk/story/{story_id}", anchor="log-title")


def _carried_out(
    caller: Caller, ruling: str, story_id: StoryId, editor: editing.Editor, texts: dict[int, str], about: int | None
) -> Article | str:
    store = caller.store
    match ruling:
        case "approve":
            return editing.approve(store, story_id, editor, caller.site.settings.policies)
        case "edit":
            return editing.edit(store, story_id, texts, editor, caller.site.settings.policies)
        case "correct":
            if _is_typed(store.article(story_id), texts):
                return "the text was changed here, and a correction alone leaves it as it is: save the edits instead"
            return editing.correct(store, story_id, editor, about=about)
        case "withdraw":
            return editing.withdraw(store, story_id, editor)
        case "hold":
            return editing.hold(store, story_id, editor)
        case "release":
            return editing.release(store, story_id, editor)
        case _:
            return editing.dismiss(store, editor)


def _is_typed(article: Article | None, texts: dict[int, str]) -> bool:
    """Whether the editor typed anything into the sentences: it must not be lost."""
    standing = {sentence.n: sentence.text for sentence in article.sentences} if article else {}
    return any(n in standing and " ".join(text.split()) != standing[n] for n, text in texts.items())


def _is_nobody(caller: Caller) -> bool:
    return caller.reader is None or caller.reader.name is None


def _refuse_readers(caller: Caller) -> None:
    if not caller.may_edit:
        raise HTTPException(403, "The desk is for editors and operators.")
