"""Make the page: `create(store, settings=…, clock=…)` returns an ASGI app with every route, ready for a server."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

import newswright
from newswright.ports import Clock, Store
from newswright.web import security
from newswright.web.caller import Caller
from newswright.web.site import Site, WebSettings
from newswright.web.views import about, account, acts, api, browse, desk, feeds, front, mine, story

__all__ = ["WebSettings", "create"]

ROUTERS = (front, feeds, api, story, acts, browse, mine, account, desk, about)  # a story's feeds before its page


def create(store: Store, *, settings: WebSettings, clock: Clock) -> FastAPI:
    """Wire the page to a store and a clock. Nothing is read from the store but the secret that signs cookies."""
    app = FastAPI(
        title=f"{settings.name} API",
        version=newswright.__version__,
        description="Read-only. Every list and every item carries its AI label.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # the stock documentation page loads scripts from a third party
        redoc_url=None,
    )
    app.state.site = Site(store, settings=settings, clock=clock)
    for room in ROUTERS:
        app.include_router(room.router)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_bad_request)
    if settings.allowed_hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.allowed_hosts))
    # Safe here although pages echo what was searched for: no page holds a secret that its size could give away (BREACH).
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=4)
    app.add_middleware(security.Shield, base_url=settings.base_url, error_page=_error_page(app))
    return app


TITLES = {
    400: "That request could not be read",
    401: "Please log in",
    403: "Not allowed",
    404: "There is nothing here",
    405: "That cannot be done here",
    413: "Too large",
    422: "That request could not be read",
    429: "Please slow down",
    500: "Something broke on our side",
    503: "Too busy",
}


async def _on_http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) and error.detail != TITLES.get(status) else ""
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    response = error_page(request, status, "" if detail in {"Not Found", "Method Not Allowed"} else detail)
    response.headers.update(headers)
    return response


async def _on_bad_request(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    detail = "; ".join(f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in faults[:5])
    return error_page(request, 422, detail)


def _error_page(app: FastAPI) -> security.ErrorPage:
    async def answer(request: Request, status: int, detail: str) -> Response:
        request.scope.setdefault("app", app)
        return error_page(request, status, detail)

    return answer


def error_page(request: Request, status: int, detail: str) -> Response:
    """Say what went wrong: in the page's own dress, or as problem+json to a program."""
    title = TITLES.get(status, "That did not work")
    if request.url.path.startswith("/api/") or "application/json" in request.headers.get("accept", ""):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JSONResponse(problem, status_code=status, media_type="application/problem+json")
    caller = Caller(request)
    caller.__dict__.update(reader=None, nav_topics=[])  # an error page must not need the store, which may be what broke
    headers = {"Cache-Control": "no-store"}
    return caller.page("error.html", status=status, headers=headers, title=title, status_code=status, detail=detail)
