"""The front page: the reader's feed, with its receipts."""

from fastapi import APIRouter
from fastapi.responses import Response

from newswright.web import labels, notices, slates
from newswright.web.caller import Asking

router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD"])
def front(caller: Asking) -> Response:
    """Lay out the feed of whoever asks; without a cookie it is the public one, and the same for all."""
    laid_out = slates.front(caller)
    if caller.reader and caller.request.method == "GET" and not _is_prefetch(caller):
        caller.store.put_impressions(slates.impressions(caller, laid_out))
    told = notices.of_reader(caller)
    return caller.page("front.html", front=laid_out, notices=told, headers={"AI-Disclosure": labels.MIXED_HEADER})


def _is_prefetch(caller: Asking) -> bool:
    return "prefetch" in caller.request.headers.get("sec-purpose", "")
