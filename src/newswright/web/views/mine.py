"""What belongs to the reader: saved stories, settings, the profile in words, its export and its deletion."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import Response

from newswright.records import topics as known_topics
from newswright.records.ids import SourceId, StoryId
from newswright.records.readers import EngagementKind, Profile, Wish, WishKind
from newswright.stages import personalise
from newswright.web import labels, limits, scripts, slates
from newswright.web.caller import Asking, Caller

router = APIRouter(include_in_schema=False)
READ = ["GET", "HEAD"]
MAX_WISHES = 200
MAX_WISH_CHARS = 80
N_INTERESTS = 12

Next = Annotated[str, Form(alias="next", max_length=500)]


@router.api_route("/saved", methods=READ)
def saved(caller: Asking) -> Response:
    """What the reader kept for later, latest first."""
    articles = (caller.store.article(story_id) for story_id in caller.saved)
    places = slates.listed(caller, [one for one in articles if one])
    return caller.page("saved.html", places=places, headers={"AI-Disclosure": labels.MIXED_HEADER})


@router.api_route("/settings", methods=READ)
def settings(caller: Asking) -> Response:
    """What the reader asked for and what was learned from them, in words, all of it theirs to change."""
    profile = caller.profile
    languages = sorted({source.language for source in caller.store.sources() if source.language} | {*profile.languages})
    hidden = caller.standing(EngagementKind.HIDE, EngagementKind.UNHIDE)
    return caller.page(
        "settings.html",
        profile=profile,
        follows=[wish for wish in profile.wishes if not wish.is_mute],
        mutes=[wish for wish in profile.wishes if wish.is_mute],
        followed_topics={wish.value for wish in profile.wishes if wish.kind is WishKind.TOPIC and not wish.is_mute},
        all_topics=list(known_topics.TOPICS),
        source_names={source.id: source.name for source in caller.store.sources()},
        languages=languages,
        interests=interests(caller),
        n_votes=len([vote for vote in caller.votes.values() if vote.value]),
        hidden=_headlines(caller, hidden),
    )


def interests(caller: Caller) -> list[tuple[str, str, float]]:
    """Say the strongest learned interests: (feature, in words, weight), strongest first."""
    learned = caller.profile.interests
    strongest = sorted((f for f, weight in learned.items() if weight), key=lambda f: (-abs(learned[f]), f))[
        :N_INTERESTS
    ]
    source_names = {source.id: source.name for source in caller.store.sources()}
    return [(feature, _in_words(_as_spelt(caller, feature), source_names), learned[feature]) for feature in strongest]


def _as_spelt(caller: Caller, feature: str) -> str:
    """Features hold stems, and readers read words: spell one as a headline does that it was learned from."""
    taught = (lesson.story_id for lesson in reversed(caller.profile.lessons) if feature in lesson.features)
    for article in filter(None, map(caller.store.article, taught)):
        spelt = personalise.as_spelt(feature, article.headline.text, article.language)
        if spelt != feature:
            return spelt
    return feature


def _in_words(feature: str, source_names: Mapping[SourceId, str]) -> str:
    kind, _, value = feature.partition(":")
    if kind == "topic":
        return known_topics.display(value)
    if kind == "source":
        return source_names.get(SourceId(value), value)
    return f"“{value}” in headlines" if kind == "term" else value


def _headlines(caller: Caller, story_ids: list[StoryId]) -> list[tuple[StoryId, str]]:
    articles = (caller.store.article(story_id) for story_id in story_ids)
    return [(article.story_id, article.headline.text) for article in articles if article]


@router.post("/settings/wish")
def wish(
    caller: Asking,
    kind: Annotated[WishKind, Form()],
    value: Annotated[str, Form(max_length=MAX_WISH_CHARS)],
    mute: Annotated[bool, Form()] = False,
    remove: Annotated[bool, Form()] = False,
    to: Next = "/settings",
) -> Response:
    """Follow or mute a topic, a name, a source or a word; or stop doing so."""
    value = " ".join(value.split())
    if not value:
        raise HTTPException(422, "Say what to follow or mute.")
    reader = caller.known_reader()
    caller.limit(limits.VOTE, reader.id)
    asked = Wish(kind=kind, value=_source_id(caller, value) if kind is WishKind.SOURCE else value, is_mute=mute)
    others = [
        one for one in caller.profile.wishes if (one.kind, one.value.casefold()) != (asked.kind, asked.value.casefold())
    ]
    wishes = others if remove else [*others, asked]
    if len(wishes) > MAX_WISHES:
        raise HTTPException(422, f"That is more than {MAX_WISHES} follows and mutes; please remove one first.")
    _keep(caller, replace(caller.profile, wishes=tuple(wishes), is_onboarded=True))
    return caller.back(to)


def _source_id(caller: Caller, typed: str) -> str:
    """Find the source that the reader means by its id or its name; what is unknown stays as it was typed."""
    for source in caller.store.sources():
        if typed.casefold() in {source.id, source.name.casefold()}:
            return source.id
    return typed


@router.post("/settings/balance")
def balance(
    caller: Asking,
    trending_share: Annotated[int, Form(ge=0, le=100)],
    outside_share: Annotated[int, Form(ge=0, le=100)],
) -> Response:
    """Set how much of the feed is trending, and how much comes from outside the reader's interests; in per cent."""
    caller.known_reader()
    trending, outside = trending_share / 100, outside_share / 100
    _keep(caller, replace(caller.profile, trending_share=trending, outside_share=outside, is_onboarded=True))
    return caller.back("/settings", anchor="balance")


@router.post("/settings/languages")
def languages(caller: Asking, language: Annotated[list[str] | None, Form()] = None) -> Response:
    """Set the languages of the feed; none means all."""
    chosen = tuple(one for one in dict.fromkeys(language or ()) if one in scripts.NAMES)
    caller.known_reader()
    _keep(caller, replace(caller.profile, languages=chosen, is_onboarded=True))
    return caller.back("/settings", anchor="languages")


@router.post("/settings/forget")
def forget(caller: Asking, feature: Annotated[str, Form(max_length=200)] = "", to: Next = "/settings") -> Response:
    """Unlearn one interest, or all of them; what the reader said themselves stays."""
    caller.known_reader()
    policy = caller.site.settings.personalise
    profile = (
        personalise.forget(caller.profile, feature, policy=policy)
        if feature
        else personalise.forget_all(caller.profile)
    )
    _keep(caller, profile)
    return caller.back(to, anchor="learned" if to == "/settings" else "")


@router.get("/settings/export.json")
def export(caller: Asking) -> Response:
    """All that is kept of the reader, to take away."""
    kept = caller.store.export_reader(caller.reader.id) if caller.reader else {}
    headers = {"Content-Disposition": 'attachment; filename="newswright-export.json"', "Cache-Control": "no-store"}
    return caller.answer(json.dumps(kept, ensure_ascii=False, indent=2), "application/json", headers=headers)


@router.post("/settings/delete")
def delete(caller: Asking, sure: Annotated[bool, Form()] = False) -> Response:
    """Delete the reader and all that was derived from what they did; the cookie goes too."""
    if not sure:
        raise HTTPException(422, "Tick the box first: deletion cannot be undone.")
    if caller.reader:
        caller.store.delete_reader(caller.reader.id)
        caller.forget()
    return caller.back("/")


def _keep(caller: Caller, profile: Profile) -> None:
    caller.store.put_profile(profile)
    caller.__dict__["profile"] = profile
