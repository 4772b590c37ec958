"""The API, version 1: read-only lists and items, each with its label. Described at /api/v1/openapi.json."""

import json
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from newswright.records.ids import StoryId
from newswright.web import exports, labels, schemas, times
from newswright.web.caller import Asking, Caller

router = APIRouter(prefix="/api/v1", tags=["stories"])
MAX_LISTED = 100


@router.get("/stories", response_model=schemas.StoryList, summary="List published stories, latest first")
def stories(
    caller: Asking,
    topic: Annotated[str | None, Query(max_length=64)] = None,
    name: Annotated[str | None, Query(max_length=200)] = None,
    before: Annotated[datetime | None, Query(description="Only stories issued before this instant (RFC 3339)")] = None,
    before_id: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LISTED)] = 20,
) -> Response:
    """List the latest versions. `next` is the address of what follows, or null at the end."""
    if before is not None and before.tzinfo is None:
        raise HTTPException(422, "before: a time needs its offset from UTC, as in 2026-11-22T14:05:00Z")
    found = caller.store.articles(
        limit=limit + 1, topic=topic, name=name, before=before, before_id=StoryId(before_id) if before_id else None
    )
    listed = schemas.StoryList(
        ai_disclosure=labels.SITE_LABEL,
        stories=[schemas.StorySummary.of(article, base_url=caller.base_url) for article in found[:limit]],
        next=None,
    )
    if len(found) > limit:
        last = found[limit - 1]
        query = {"limit": str(limit), "before": times.precise(last.issued_at), "before_id": last.story_id}
        query |= {"topic": topic} if topic else {}
        query |= {"name": name} if name else {}
        listed.next = f"{caller.base_url}/api/v1/stories?{urlencode(query)}"
    return _answer(caller, listed.model_dump_json(), labels.MIXED_HEADER)


@router.get("/stories/{story_id}", response_model=schemas.StoryItem, summary="Get one story's article with its proofs")
def story(caller: Asking, story_id: str, version: Annotated[int | None, Query(ge=1)] = None) -> Response:
    """Get an article, sentence by sentence, with the passages that each stands on."""
    article = caller.store.article(StoryId(story_id), version)
    if article is None:
        raise HTTPException(404, "There is no article with this id.")
    told = caller.store.story_reports(article.story_id)
    record = exports.record(article, url=f"{caller.base_url}/story/{article.story_id}", told=told)
    return _answer(caller, json.dumps(record, ensure_ascii=False), labels.header(article))


@router.get("/trends", response_model=schemas.TrendList, summary="List what is trending, best first, and why")
def trends(caller: Asking) -> Response:
    """List the stories that trended at the last edition, as far as they are published, with their figures and reasons."""
    recorded = caller.store.trends()
    told = [(trend, caller.store.article(trend.story_id)) for trend in recorded]
    listed = schemas.TrendList(
        ai_disclosure=labels.SITE_LABEL,
        at=times.machine(recorded[0].at) if recorded else None,
        trends=[
            schemas.TrendItem.of(trend, article, base_url=caller.base_url)
            for trend, article in told
            if article is not None and not article.withdrawn
        ],
    )
    return _answer(caller, listed.model_dump_json(), labels.MIXED_HEADER)


def _answer(caller: Caller, written: str, disclosure: str) -> Response:
    return caller.answer(written, "application/json", headers={"AI-Disclosure": disclosure})
