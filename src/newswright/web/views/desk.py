"""The operator's desk: what the presses did, what is held back and why, what readers report, how the sources do."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse, Response

from newswright.web.caller import Asking
from newswright.web.views import browse

router = APIRouter(include_in_schema=False)
N_EDITIONS, N_HOLDS, N_PROBLEMS = 12, 50, 50


@router.api_route("/desk", methods=["GET", "HEAD"])
def desk(caller: Asking) -> Response:
    """For editors and operators; everyone else is shown the way in."""
    if caller.reader is None or caller.reader.name is None:
        return caller.finish(RedirectResponse("/login?next=/desk", status_code=303))
    if not caller.may_edit:
        raise HTTPException(403, "The desk is for editors and operators.")
    outlets = browse.outlets(caller)
    problems = caller.store.problems(limit=N_PROBLEMS)
    reported = (caller.store.article(story_id) for story_id in {problem.story_id for problem in problems})
    n_calls, n_tokens, cost_usd = caller.store.model_use(since=caller.now - timedelta(days=1))
    return caller.page(
        "desk.html",
        headers={"Cache-Control": "no-store"},
        editions=caller.store.editions(limit=N_EDITIONS),
        holds=caller.store.holds(limit=N_HOLDS),
        problems=problems,
        headlines={article.story_id: article.headline.text for article in reported if article},
        counts=caller.store.counts(),
        ailing=[outlet for outlet in outlets if outlet.health in {"failing", "gone"}],
        n_outlets=len(outlets),
        n_calls=n_calls,
        n_tokens=n_tokens,
        cost_usd=cost_usd,
    )
