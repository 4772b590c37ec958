"""Tell readers what they should know: that something they read here was corrected since, and which sentences are new to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newswright.records.articles import Article, Correction
from newswright.records.readers import Engagement, EngagementKind
from newswright.stages import publish
from newswright.text import words
from newswright.web.caller import Caller

N_CORRECTIONS = 200  # the latest ones, that a reader may have seen the wrong version of
KEPT_DAYS = 30.0  # a correction is told for so long, unless its article is opened before
SAME_VISIT = timedelta(minutes=30)  # marks of what is new stay while the reader comes and goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A correction that concerns a reader: of a version that they opened, or of a headline that they were shown."""

    correction: Correction
    headline: str
    is_withdrawn: bool
    version_read: int | None  # None where they only saw its headline
    seen_at: datetime


def of_reader(caller: Caller) -> list[Notice]:
    """List the corrections that the reader has to be told of, latest first, each story once."""
    if caller.reader is None:
        return []
    since = caller.now - timedelta(days=KEPT_DAYS)
    recent = [one for one in caller.store.corrections(limit=N_CORRECTIONS) if one.at >= since]
    if not recent:
        return []
    shown = caller.store.first_shown(caller.reader.id, {one.story_id for one in recent if _is_on_front(one)})
    found: dict[str, Notice] = {}
    for one in recent:
        opened = [each for each in openings(caller.engagements) if each.story_id == one.story_id]
        if one.story_id in found or any(each.version >= one.version or each.at >= one.at for each in opened):
            continue
        seen_at = opened[-1].at if opened else shown.get(one.story_id)
        if seen_at is None or seen_at >= one.at:
            continue
        article = caller.store.article(one.story_id)
        if article is not None:
            found[one.story_id] = Notice(
                correction=one,
                headline=article.headline.text,
                is_withdrawn=article.withdrawn is not None,
                version_read=opened[-1].version if opened else None,
                seen_at=seen_at,
            )
    return list(found.values())


def _is_on_front(correction: Correction) -> bool:
    """Whether it is of the headline or the dek, which a front page shows."""
    return correction.details.get("n") in {"0", "1"}


def openings(engagements: Sequence[Engagement]) -> list[Engagement]:
    """The articles that a reader opened, oldest first."""
    return [one for one in engagements if one.kind is EngagementKind.OPEN]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new to a reader in the version before them: the numbers of its sentences, and what they read before, and when."""

    numbers: frozenset[int]
    version_read: int
    read_at: datetime


def new_since(caller: Caller, article: Article, versions: Sequence[Article]) -> News | None:
    """Say which sentences are new since the version that the reader read last; None where there is no such version, or where
    they have read this one already."""
    opened = [one for one in openings(caller.engagements) if one.story_id == article.story_id]
    if any(one.version >= article.version and caller.now - one.at > SAME_VISIT for one in opened):
        return None
    before = [one for one in opened if one.version < article.version]
    if not before:
        return None
    last = max(before, key=lambda one: one.version)
    read = next((version for version in versions if version.version == last.version), None)
    if read is None:
        return None
    known = {_key(sentence.text) for sentence in read.sentences}
    numbers = frozenset(
        s.n
        for s in article.sentences
        if s.links_to is None
        and _key(s.text) not in known
        and not any(publish.news.tells_same(s, other) for other in read.sentences)
    )
    return News(numbers=numbers, version_read=last.version, read_at=last.at)


def _key(text: str) -> tuple[str, ...]:
    return tuple(words.tokens(text))
