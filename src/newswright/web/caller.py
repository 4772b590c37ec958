"""Know who is asking, and answer them: the one place where readers are recognised and allowed.

A reader without an account is an id in a signed cookie, made with their first vote or setting and not before. An account's
cookie is bound to its password: a new password ends every session.
"""

import hashlib
import secrets
from datetime import datetime
from functools import cached_property
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from itsdangerous import BadData

from newswright.ports import Store
from newswright.records.articles import Article
from newswright.records.ids import ReaderId, StoryId
from newswright.records.readers import Candidate, Engagement, EngagementKind, Profile, Reader, Role, Vote
from newswright.stages import personalise
from newswright.web import limits, security
from newswright.web.site import Site

COOKIE_MAX_AGE_S = 400 * 24 * 3600  # what browsers keep at most (RFC 6265bis)
PUBLIC = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-cache"
NOBODY = ReaderId("")


class Caller:
    """One request, as the views see it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.site: Site = request.app.state.site
        self.store: Store = self.site.store
        self.now: datetime = self.site.clock()
        self._cookie_to_set: str | None = None

    # Who

    @cached_property
    def reader(self) -> Reader | None:
        """The reader behind the cookie, if there is a cookie and it is ours and still holds."""
        cookie = self.request.cookies.get(self._cookie_name)
        if not cookie:
            return None
        try:
            reader_id, stamp = self.site.signer.loads(cookie, max_age=COOKIE_MAX_AGE_S)
            reader = self.store.reader(ReaderId(str(reader_id)))
        except (BadData, ValueError, TypeError):
            return None
        return reader if reader and secrets.compare_digest(_stamp(reader), str(stamp)) else None

    @property
    def reader_id(self) -> ReaderId:
        """The reader's id, or that of nobody."""
        return self.reader.id if self.reader else NOBODY

    @property
    def may_edit(self) -> bool:
        """Whether this is an account that may see the desk."""
        return self.reader is not None and self.reader.role in {Role.EDITOR, Role.OPERATOR}

    def known_reader(self) -> Reader:
        """Return the reader, making one where there is none yet; their cookie goes out with the answer."""
        if self.reader is None:
            self.limit(limits.NEW_READER, self.address)
            reader = Reader(id=ReaderId(secrets.token_hex(12)), created_at=self.now)
            self.store.put_reader(reader)
            self.welcome(reader)
        assert self.reader is not None  # noqa: S101 - `welcome` has just set it
        return self.reader

    def welcome(self, reader: Reader) -> None:
        """Go on as this reader, with a new cookie (so that nobody can have planted it)."""
        self.__dict__["reader"] = reader
        for remembered in ("profile", "votes", "engagements"):
            self.__dict__.pop(remembered, None)
        self._cookie_to_set = str(self.site.signer.dumps([reader.id, _stamp(reader)]))

    def forget(self) -> None:
        """Go on as nobody: the cookie is taken back with the answer."""
        self.__dict__["reader"] = None
        self._cookie_to_set = ""

    def limit(self, limit: limits.Limit, key: str) -> None:
        """Count one more; raises 429 where it is too many."""
        if not self.site.limiter.allows(limit, key, now=self.now):
            wait_s = max(1, round(limit.per_s / limit.n))
            raise HTTPException(
                429, "That was a lot in a short time. Please wait a little.", {"Retry-After": str(wait_s)}
            )

    @property
    def address(self) -> str:
        """Where the request comes from, for rate limits only; it is not kept."""
        return self.request.client.host if self.request.client else ""

    # What is known of them

    @cached_property
    def profile(self) -> Profile:
        return self.store.profile(self.reader.id) if self.reader else Profile(reader_id=NOBODY)

    @cached_property
    def votes(self) -> dict[StoryId, Vote]:
        return self.store.votes(self.reader.id) if self.reader else {}

    @cached_property
    def engagements(self) -> list[Engagement]:
        return self.store.engagements(self.reader.id) if self.reader else []

    def standing(self, on: EngagementKind, off: EngagementKind) -> list[StoryId]:
        """Stories for which `on` was done and not undone since (saved, hidden), latest first."""
        state: dict[StoryId, bool] = {}
        for engagement in self.engagements:
            if engagement.kind in {on, off}:
                state.pop(engagement.story_id, None)
                state[engagement.story_id] = engagement.kind is on
        return [story_id for story_id, is_on in reversed(state.items()) if is_on]

    @cached_property
    def saved(self) -> list[StoryId]:
        return self.standing(EngagementKind.SAVE, EngagementKind.UNSAVE)

    def learn(self, article: Article, done: Vote | Engagement) -> None:
        """Let the reader's profile learn from what they just did."""
        policy = self.site.settings.personalise
        learned = personalise.learn(self.profile, self._candidate(article), done, policy=policy)
        if learned != self.profile:
            self.store.put_profile(learned)
            self.__dict__["profile"] = learned

    def _candidate(self, article: Article) -> Candidate:
        """Describe an article to the recommender, as the store describes those of the front page."""
        reports = self.store.reports(line.report_id for line in article.sources).values()
        return Candidate(
            story_id=article.story_id,
            headline=article.headline.text,
            dek=article.dek.text,
            language=article.language,
            issued_at=article.issued_at,
            happened_at=max((line.published_at for line in article.sources), default=article.issued_at),
            version=article.version,
            topics=article.topics,
            names=article.names,
            source_ids=tuple(sorted({report.source_id for report in reports})),
            n_origins=article.labels.n_origins,
            text=article.text,
        )

    @cached_property
    def opened(self) -> frozenset[StoryId]:
        """Stories that the reader has opened at some version."""
        return frozenset(one.story_id for one in self.engagements if one.kind is EngagementKind.OPEN)

    # Answers

    @property
    def base_url(self) -> str:
        """The address of the site, without a slash at its end."""
        return (self.site.settings.base_url or str(self.request.base_url)).rstrip("/")

    def page(
        self, template: str, *, status: int = 200, headers: dict[str, str] | None = None, **context: Any
    ) -> Response:
        """Answer with a page."""
        html = self.site.render(template, self.context(**context))
        return self.answer(html, "text/html; charset=utf-8", status=status, headers=headers)

    def context(self, **context: Any) -> dict[str, Any]:
        """What each template can count on, and what this one is given."""
        return {
            "now": self.now,
            "path": self.request.url.path,
            "here": self._here,
            "base_url": self.base_url,
            "reader": self.reader,
            "may_edit": self.may_edit,
            "nav_topics": self.nav_topics,
            "query": "",
            **context,
        }

    @cached_property
    def nav_topics(self) -> list[str]:
        """The topics that most articles have, for the masthead."""
        counts = self.store.topics()
        return sorted(counts, key=lambda topic: (-counts[topic], topic))[:9]

    def answer(
        self, text: str, media_type: str, *, status: int = 200, headers: dict[str, str] | None = None
    ) -> Response:
        """Answer with text; says 304 to who has it already."""
        body = text.encode("utf-8", "replace")
        tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'  # weak: it may be sent compressed or not
        is_public = self.reader is None and self._cookie_to_set is None
        extra = {"Cache-Control": PUBLIC if is_public else PRIVATE, "Vary": "Cookie, Accept", **(headers or {})}
        if status == 200:
            extra["ETag"] = tag
            if _has(self.request.headers.get("if-none-match", ""), tag):
                return self.finish(Response(status_code=304, headers=extra))
        return self.finish(HTMLResponse(body, status_code=status, headers=extra, media_type=media_type))

    def back(self, target: str | None, *, anchor: str = "") -> Response:
        """Answer a form: go back to where it was, on this site only."""
        path = security.local_path(target).partition("#")[0]
        return self.finish(RedirectResponse(path + (f"#{anchor}" if anchor else ""), status_code=303))

    def json(self, content: object) -> Response:
        """Answer a script of the page."""
        return self.finish(JSONResponse(content, headers={"Cache-Control": "no-store"}))

    @property
    def wants_json(self) -> bool:
        return "application/json" in self.request.headers.get("accept", "")

    def finish(self, response: Response) -> Response:
        """Put the cookie on an answer, where there is one to set or to take back."""
        if self._cookie_to_set is not None:
            response.set_cookie(
                self._cookie_name,
                self._cookie_to_set,
                max_age=COOKIE_MAX_AGE_S if self._cookie_to_set else 0,
                path="/",
                secure=self._is_https,
                httponly=True,
                samesite="lax",
            )
            response.headers["Cache-Control"] = PRIVATE
        return response

    @property
    def _here(self) -> str:
        query = self.request.url.query
        return self.request.url.path + (f"?{query}" if query else "")

    @property
    def _is_https(self) -> bool:
        return "https" in {self.request.url.scheme, urlsplit(self.site.settings.base_url).scheme}

    @property
    def _cookie_name(self) -> str:
        """`__Host-` binds the cookie to this very host; browsers accept it over https only."""
        return "__Host-newswright" if self._is_https else "newswright"


def _stamp(reader: Reader) -> str:
    """Bind an account's cookie to its password."""
    return hashlib.sha256(reader.password_hash.encode()).hexdigest()[:16] if reader.password_hash else ""


def _has(if_none_match: str, tag: str) -> bool:
    """Compare weakly, as RFC 9110 asks for If-None-Match."""
    return any(one.strip().removeprefix("W/") in {tag.removeprefix("W/"), "*"} for one in if_none_match.split(","))


async def _caller(request: Request) -> Caller:
    return Caller(request)


Asking = Annotated[Caller, Depends(_caller)]
