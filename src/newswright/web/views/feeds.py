"""What goes out to feed readers: everything, or one topic, as RSS, Atom or JSON Feed; and the sitemap."""

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from newswright.records import topics as known_topics
from newswright.records.articles import Article, Correction
from newswright.web import labels, syndication
from newswright.web.caller import Asking, Caller

router = APIRouter(include_in_schema=False)
READ = ["GET", "HEAD"]
N_ITEMS = 50
N_SITEMAP = 5_000
N_CORRECTIONS = 200
MEDIA_TYPES = {
    "xml": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json",
}


@router.api_route("/feed.{form}", methods=READ)
def everything(caller: Asking, form: str) -> Response:
    """All articles, latest first."""
    return _feed(caller, form, title=caller.site.settings.name, path="", topic=None)


@router.api_route("/topic/{topic}/feed.{form}", methods=READ)
def one_topic(caller: Asking, topic: str, form: str) -> Response:
    """One topic's articles, latest first."""
    if topic not in known_topics.TOPICS and topic not in caller.store.topics():
        raise HTTPException(404, "There is no such topic.")
    title = f"{caller.site.settings.name}: {known_topics.display(topic)}"
    return _feed(caller, form, title=title, path=f"/topic/{topic}", topic=topic)


def _feed(caller: Caller, form: str, *, title: str, path: str, topic: str | None) -> Response:
    if form not in MEDIA_TYPES:
        raise HTTPException(404, "A feed is had as .xml (RSS), .atom or .json.")
    articles = caller.store.articles(limit=N_ITEMS, topic=topic)
    channel = syndication.Channel(
        title=title,
        page_url=caller.base_url + (path or "/"),
        feed_url=f"{caller.base_url}{path}/feed.{form}",
        language=caller.site.settings.language,
        base_url=caller.base_url,
        corrections=_corrections(caller, articles),
    )
    if form == "json":
        written = syndication.json_feed(caller.site, channel, articles)
    else:
        write = syndication.rss if form == "xml" else syndication.atom
        written = write(caller.site, channel, articles, now=caller.now)
    return caller.answer(written, MEDIA_TYPES[form], headers={"AI-Disclosure": labels.MIXED_HEADER})


def _corrections(caller: Caller, articles: Sequence[Article]) -> dict[str, list[Correction]]:
    """The corrections of these articles, each with its story's entry, which comes again when it was corrected."""
    wanted = {article.story_id for article in articles}
    found: dict[str, list[Correction]] = {}
    for one in caller.store.corrections(limit=N_CORRECTIONS):
        if one.story_id in wanted:
            found.setdefault(one.story_id, []).append(one)
    return found


@router.api_route("/sitemap.xml", methods=READ)
def sitemap(caller: Asking) -> Response:
    """Where the articles are."""
    articles = caller.store.articles(limit=N_SITEMAP)
    written = syndication.sitemap(caller.base_url, [one for one in articles if not one.withdrawn])
    return caller.answer(written, "application/xml; charset=utf-8", headers={"AI-Disclosure": labels.MIXED_HEADER})
