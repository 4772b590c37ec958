"""A story's page: the article with its proofs, its versions, and the same thing for programs."""

import json
from collections.abc import Sequence
from itertools import pairwise

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse, Response

from newswright.records.articles import Article, Correction
from newswright.records.ids import StoryId
from newswright.records.readers import Engagement, EngagementKind, Problem, ProblemKind
from newswright.stages import publish
from newswright.web import changes, charts, exports, firsts, labels, notices, proof, scripts, slates
from newswright.web.caller import Asking, Caller
from newswright.web.cards import Place

router = APIRouter(include_in_schema=False)
READ = ["GET", "HEAD"]
N_CORRECTIONS, N_REPORTED = 50, 50


@router.api_route("/story/{story_id}.txt", methods=READ)
def text(caller: Asking, story_id: str) -> Response:
    """The article as plain text."""
    article = find(caller, story_id)
    told = caller.store.story_reports(article.story_id)
    return _export(
        caller, article, exports.text(article, url=url_of(caller, article), told=told), "text/plain; charset=utf-8"
    )


@router.api_route("/story/{story_id}.md", methods=READ)
def markdown(caller: Asking, story_id: str) -> Response:
    """The article as Markdown."""
    article = find(caller, story_id)
    told = caller.store.story_reports(article.story_id)
    return _export(
        caller,
        article,
        exports.markdown(article, url=url_of(caller, article), told=told),
        "text/markdown; charset=utf-8",
    )


@router.api_route("/story/{story_id}.json", methods=READ)
def as_json(caller: Asking, story_id: str) -> Response:
    """The article as JSON, the same as the API's item."""
    article = find(caller, story_id)
    told = caller.store.story_reports(article.story_id)
    record = exports.record(article, url=url_of(caller, article), told=told)
    return _export(caller, article, json.dumps(record, ensure_ascii=False, indent=2), "application/json")


@router.api_route("/story/{story_id}/manifest.json", methods=READ)
@router.api_route("/story/{story_id}/v{version}/manifest.json", methods=READ)
def manifest(caller: Asking, story_id: str, version: int | None = None) -> Response:
    """The provenance manifest of a version, the same at any time: `newswright verify-manifest` checks it offline."""
    article = find(caller, story_id, version)
    written = publish.chain(caller.store.versions(article.story_id))
    found = next(one for one in written if one["version"] == article.version)
    return _export(caller, article, json.dumps(found, ensure_ascii=False, indent=2), "application/json")


@router.api_route("/story/{story_id}/versions", methods=READ)
def versions(caller: Asking, story_id: str) -> Response:
    """Every version, with what changed from one to the next."""
    article = find(caller, story_id)
    everything = caller.store.versions(article.story_id)
    steps = [(new, changes.between(old, new)) for old, new in pairwise(everything) if not new.withdrawn]
    withdrawn = [version for version in everything if version.withdrawn]
    return caller.page(
        "versions.html",
        headers={"AI-Disclosure": labels.header(article)},
        article=article,
        label=labels.of(article.labels),
        steps=steps[::-1],
        withdrawn=withdrawn,
        first=everything[0],
        corrections=caller.store.corrections(limit=N_CORRECTIONS, story_id=article.story_id),
    )


@router.api_route("/story/{story_id}", methods=READ)
def story(caller: Asking, story_id: str) -> Response:
    """The article, every sentence of which opens its passages."""
    article = caller.store.article(StoryId(story_id))
    if article is None:
        return _moved(caller, story_id)
    if article.story_id != story_id:
        return RedirectResponse(f"/story/{article.story_id}", status_code=301)
    if article.withdrawn:
        _note_opening(caller, article)  # so that who read it before is not told again
        return _withdrawn(caller, article)
    _note_opening(caller, article)
    place = slates.listed(caller, [article])[0]
    told = caller.store.story_reports(article.story_id)
    everything = caller.store.versions(article.story_id)
    corrections = caller.store.corrections(limit=N_CORRECTIONS, story_id=article.story_id)
    reports = caller.store.reports(
        one.passage.report_id for sentence in article.sentences for one in sentence.citations
    )
    return caller.page(
        "story.html",
        headers={"AI-Disclosure": labels.header(article)},
        article=article,
        place=place,
        label=labels.of(article.labels),
        proven=proof.proven(article, reports),
        sources=proof.sources_in_time(article),
        firsts=firsts.found(told),
        timeline=proof.timeline(told, everything, corrections),
        n_versions=len(everything),
        news=notices.new_since(caller, article, everything),
        before_correction=_read_before(caller, corrections),
        corrections=corrections,
        held=caller.store.last_hold(article.story_id),
        checks_failed=proof.checks_failed(article),
        reading_minutes=scripts.reading_minutes(article.text),
        spread=charts.spread(place.trend) if place.trend else None,
        receipt=slates.receipt(caller, article.story_id),
        related=_related(caller, article),
        problem_kinds=list(ProblemKind),
        reported=_reported(caller, article),
        thanks="thanks" in caller.request.query_params,
        json_ld=exports.script_json(
            exports.json_ld(article, corrections, settings=caller.site.settings, url=url_of(caller, article))
        ),
    )


def _reported(caller: Caller, article: Article) -> list[tuple[Problem, str]]:
    """What this reader reported of this article, with what came of it; an editor's note for the log is not theirs to read."""
    if caller.reader is None:
        return []
    own = caller.store.problems(limit=N_REPORTED, reader_id=caller.reader.id)
    return [
        (one, "dismissed" if (one.resolution or "").startswith("dismissed") else one.resolution or "not looked at yet")
        for one in own
        if one.story_id == article.story_id
    ]


def _read_before(caller: Caller, corrections: Sequence[Correction]) -> set[int]:
    """The versions with corrections that the reader read an earlier version than."""
    if not corrections:
        return set()
    opened = [one.version for one in notices.openings(caller.engagements) if one.story_id == corrections[0].story_id]
    return {one.version for one in corrections if any(version < one.version for version in opened)}


def find(caller: Caller, story_id: str, version: int | None = None) -> Article:
    """Return a story's article; raises 404 where there is none."""
    article = caller.store.article(StoryId(story_id), version)
    if article is None:
        raise HTTPException(404, "There is no article with this address.")
    return article


def url_of(caller: Caller, article: Article) -> str:
    """The stable address of an article."""
    return f"{caller.base_url}/story/{article.story_id}"


def _export(caller: Caller, article: Article, written: str, media_type: str) -> Response:
    headers = {"AI-Disclosure": labels.header(article), "Link": f'<{url_of(caller, article)}>; rel="canonical"'}
    return caller.answer(written, media_type, headers=headers)


def _moved(caller: Caller, story_id: str) -> Response:
    found = caller.store.story(StoryId(story_id))
    if found and found.merged_into:
        return RedirectResponse(f"/story/{found.merged_into}", status_code=301)
    if found:
        raise HTTPException(404, "This story is being watched, but nothing about it has been published yet.")
    raise HTTPException(404, "There is no story with this address.")


def _withdrawn(caller: Caller, article: Article) -> Response:
    return caller.page(
        "withdrawn.html",
        headers={"AI-Disclosure": labels.header(article)},
        article=article,
        label=labels.of(article.labels),
        corrections=caller.store.corrections(limit=N_CORRECTIONS, story_id=article.story_id),
    )


def _note_opening(caller: Caller, article: Article) -> None:
    """Remember that a known reader opened this version, once, so that it comes back only with something new."""
    if (
        caller.reader is None
        or caller.request.method != "GET"
        or "prefetch" in caller.request.headers.get("sec-purpose", "")
    ):
        return
    if any(
        one.kind is EngagementKind.OPEN and one.story_id == article.story_id and one.version == article.version
        for one in caller.engagements
    ):
        return
    opened = Engagement(
        reader_id=caller.reader.id,
        story_id=article.story_id,
        kind=EngagementKind.OPEN,
        at=caller.now,
        version=article.version,
    )
    caller.store.put_engagement(opened)
    caller.learn(article, opened)


def _related(caller: Caller, article: Article) -> list[Place]:
    found = caller.store.story(article.story_id)
    linked = [sentence.links_to for sentence in article.sentences if sentence.links_to]
    wanted = dict.fromkeys([*linked, *(found.related if found else ())])
    articles = (caller.store.article(story_id) for story_id in list(wanted)[:4])
    return slates.listed(
        caller, [one for one in articles if one and not one.withdrawn and one.story_id != article.story_id]
    )
