"""What the site says of itself: how articles are made, privacy, and the small files that programs ask for."""

import json
from datetime import timedelta

from fastapi import APIRouter, HTTPException
from fastapi.responses import PlainTextResponse, Response

from newswright.records.drafts import Check
from newswright.web import times
from newswright.web.caller import Asking

router = APIRouter(include_in_schema=False)
READ = ["GET", "HEAD"]
SECURITY_VALID_DAYS = 180  # RFC 9116 recommends less than a year
FOR_EVER = "public, max-age=31536000, immutable"


@router.api_route("/about/ai", methods=READ)
def about_ai(caller: Asking) -> Response:
    """How articles are made and checked, what the labels mean, and what this cannot do."""
    return caller.page("about_ai.html", checks=[check.value for check in Check])


@router.api_route("/privacy", methods=READ)
def privacy(caller: Asking) -> Response:
    """What is kept of a reader, why, and for how long."""
    return caller.page("privacy.html")


@router.api_route("/robots.txt", methods=READ)
def robots(caller: Asking) -> Response:
    """Articles may be read by anyone; what belongs to a reader is nobody's business."""
    closed = "".join(f"Disallow: {path}\n" for path in ("/settings", "/saved", "/desk", "/login", "/search"))
    text = f"User-agent: *\n{closed}Allow: /\n\nSitemap: {caller.base_url}/sitemap.xml\n"
    return caller.answer(text, "text/plain; charset=utf-8")


@router.api_route("/.well-known/security.txt", methods=READ)
def security_txt(caller: Asking) -> Response:
    """Where to report a vulnerability (RFC 9116)."""
    contact = caller.site.settings.contact.strip()
    if not contact or any(ord(c) < 0x20 for c in contact):
        raise HTTPException(404, "The operator has not named a contact.")
    contact = f"mailto:{contact}" if "@" in contact and ":" not in contact else contact
    # The last midnight and half a year: the same text all day, so that it can be cached.
    expires = caller.now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=SECURITY_VALID_DAYS)
    text = f"Contact: {contact}\nExpires: {times.machine(expires)}\nCanonical: {caller.base_url}/.well-known/security.txt\n"
    return caller.answer(text, "text/plain; charset=utf-8")


@router.api_route("/manifest.webmanifest", methods=READ)
def web_manifest(caller: Asking) -> Response:
    """Let the page be put on a phone's home screen."""
    site = caller.site
    content = {
        "name": site.settings.name,
        "short_name": site.settings.name[:12],
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#fbfaf7",
        "theme_color": "#fbfaf7",
        "icons": [{"src": site.static_path("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return caller.answer(json.dumps(content), "application/manifest+json")


@router.api_route("/favicon.ico", methods=READ)
def favicon(caller: Asking) -> Response:
    """Browsers ask for this whatever the page says."""
    return static(caller, "icon.svg")


@router.api_route("/static/{name}", methods=READ)
def static(caller: Asking, name: str) -> Response:
    """The page's own style, script and drawings: only what was there when the site started."""
    found = caller.site.static.get(name)
    if found is None:
        raise HTTPException(404, "There is no such file.")
    headers = {"Cache-Control": FOR_EVER, "ETag": f'"{found.stamp}"'}
    if found.stamp in caller.request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)


@router.api_route("/healthz", methods=READ)
def health(caller: Asking) -> Response:
    """Say that the site answers and that its store can be read."""
    caller.store.editions(limit=1)
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})
