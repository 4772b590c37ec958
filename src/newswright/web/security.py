"""Stand between the network and the views: headers on every answer, no forged requests, no oversized bodies, no bare errors.

`Shield` is the outermost layer, so that error pages carry the same headers as everything else.
"""

import traceback
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 64 * 1024  # the largest form is a report of a problem with a note of 2,000 characters
TOO_LARGE = "That was too much at once."
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # 'same-origin' and not 'no-referrer': the latter makes browsers send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

logger = structlog.get_logger(__name__)
ErrorPage = Callable[[Request, int, str], Awaitable[Response]]


class Shield:
    """Refuse what is forged or too large, answer what breaks, and put the security headers on everything."""

    def __init__(self, app: ASGIApp, *, base_url: str, error_page: ErrorPage) -> None:
        self._app, self._base_url, self._error_page = app, base_url, error_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = _Sent(send, is_https=scope.get("scheme") == "https" or self._base_url.startswith("https:"))
        request = Request(scope, receive)
        refusal = self._refusal(request)
        if refusal:
            await (await self._error_page(request, *refusal))(scope, receive, sent)
            return
        try:
            await self._app(scope, _Bounded(receive), sent)
        except Exception as error:
            # The trace as text: a renderer that shows the frames' variables would write secrets into the log.
            trace = "".join(traceback.format_exception(error))
            logger.error("a page broke", path=scope["path"], method=scope["method"], trace=trace)
            if sent.has_started:
                raise
            await (await self._error_page(request, 500, ""))(scope, receive, sent)

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        if request.method not in SAFE_METHODS and is_forged(request.headers, base_url=self._base_url):
            return 403, "This request did not come from a page of this site, so nothing was changed."
        length = request.headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length[:12]) > MAX_BODY_BYTES:
            return 413, TOO_LARGE
        return None


def is_forged(headers: Headers, *, base_url: str) -> bool:
    """Tell whether a state-changing request comes from elsewhere: by Sec-Fetch-Site, or by Origin where that is missing.

    A request with neither comes from no current browser; it is let through only if it carries no cookie, hence no authority.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site.strip().lower() not in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return "cookie" in headers
    claimed = urlsplit(origin)
    if claimed.scheme not in {"http", "https"} or not claimed.netloc:
        return True
    own = {headers.get("host", "").lower(), urlsplit(base_url).netloc.lower()} - {""}
    return claimed.netloc.lower() not in own


class _Bounded:
    """Hands a request's body on until it goes over the cap, whatever length was claimed."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._n_bytes = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._n_bytes += len(message.get("body", b""))
        if self._n_bytes > MAX_BODY_BYTES:
            raise HTTPException(413, TOO_LARGE)  # the one exception that FastAPI hands on from reading a form
        return message


class _Sent:
    """Sends an answer with the security headers on it, and remembers whether it has begun."""

    def __init__(self, send: Send, *, is_https: bool) -> None:
        self._send, self._is_https, self.has_started = send, is_https, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
            if self._is_https:
                headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        await self._send(message)


def local_path(target: str | None, default: str = "/") -> str:
    """Return where to go next if that is a path of this site, else the default: no way out through `next`."""
    if not target or not target.startswith("/") or len(target) > 500:
        return default
    if target.startswith(("//", "/\\")) or "\\" in target or any(ord(c) < 0x21 or ord(c) == 0x7F for c in target):
        return default
    try:
        parts = urlsplit(target)
    except ValueError:
        return default
    return default if parts.scheme or parts.netloc else target
