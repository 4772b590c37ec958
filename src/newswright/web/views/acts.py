"""What a reader can do with a story: vote, save, hide, report a problem. Forms first; the page's script gets JSON."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import Response

from newswright.records.articles import Article
from newswright.records.readers import Engagement, EngagementKind, Problem, ProblemKind, Vote
from newswright.web import limits
from newswright.web.caller import Asking
from newswright.web.views.story import find

router = APIRouter(include_in_schema=False)
MAX_NOTE_CHARS = 2_000

Next = Annotated[str | None, Form(alias="next", max_length=500)]


@router.post("/story/{story_id}/vote")
def vote(caller: Asking, story_id: str, value: Annotated[int, Form(ge=-1, le=1)], to: Next = None) -> Response:
    """Set, change or take back (0) the reader's one vote on a story."""
    article = find(caller, story_id)
    reader = caller.known_reader()
    caller.limit(limits.VOTE, reader.id)
    cast = Vote(reader_id=reader.id, story_id=article.story_id, value=value, voted_at=caller.now)
    caller.store.put_vote(cast)
    caller.learn(article, cast)
    if not caller.wants_json:
        return caller.back(to, anchor=f"s-{article.story_id}")
    count = caller.store.vote_counts([article.story_id])[article.story_id]
    return caller.json({"story": article.story_id, "mine": value, "n_up": count.n_up, "n_down": count.n_down})


@router.post("/story/{story_id}/save")
def save(caller: Asking, story_id: str, on: Annotated[bool, Form()] = True, to: Next = None) -> Response:
    """Save a story for later, or take it off the list."""
    article = find(caller, story_id)
    _engage(caller, article, EngagementKind.SAVE if on else EngagementKind.UNSAVE)
    if caller.wants_json:
        return caller.json({"story": article.story_id, "is_saved": on})
    return caller.back(to, anchor=f"s-{article.story_id}")


@router.post("/story/{story_id}/hide")
def hide(caller: Asking, story_id: str, on: Annotated[bool, Form()] = True, to: Next = None) -> Response:
    """Take a story out of the reader's feed, or let it back in."""
    article = find(caller, story_id)
    _engage(caller, article, EngagementKind.HIDE if on else EngagementKind.UNHIDE)
    if caller.wants_json:
        return caller.json({"story": article.story_id, "is_hidden": on})
    return caller.back(to)


@router.post("/story/{story_id}/problem")
def problem(
    caller: Asking,
    story_id: str,
    kind: Annotated[ProblemKind, Form()],
    version: Annotated[int, Form(ge=1)] = 1,
    note: Annotated[str, Form()] = "",
) -> Response:
    """Report a problem with an article's quality; apart from votes, which are about interest."""
    article = find(caller, story_id)
    if len(note) > MAX_NOTE_CHARS:
        raise HTTPException(422, f"The note is too long: at most {MAX_NOTE_CHARS:,} characters.")
    reader = caller.known_reader()
    caller.limit(limits.PROBLEM, reader.id)
    caller.store.put_problem(
        Problem(
            id=secrets.token_hex(8),
            reader_id=reader.id,
            story_id=article.story_id,
            version=version,
            kind=kind,
            note=note.strip(),
            reported_at=caller.now,
        )
    )
    return caller.back(f"/story/{article.story_id}?thanks", anchor="problem")


def _engage(caller: Asking, article: Article, kind: EngagementKind) -> None:
    reader = caller.known_reader()
    caller.limit(limits.VOTE, reader.id)
    done = Engagement(reader_id=reader.id, story_id=article.story_id, kind=kind, at=caller.now, version=article.version)
    caller.store.put_engagement(done)
    caller.learn(article, done)
