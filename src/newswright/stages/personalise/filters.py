"""What a reader is not offered: what they muted, hid, voted down, cannot read, or have read already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from newswright.records.ids import StoryId
from newswright.records.readers import Engagement, EngagementKind, Profile, Vote, WishKind
from newswright.stages.personalise.pool import Mask, Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Which candidates a reader may be offered, (n,) bool; the version of each that they have read; how many are muted."""

    is_open: Mask
    read_versions: Mapping[StoryId, int]
    n_muted: int


def offer(pool: Pool, profile: Profile, *, votes: Mapping[StoryId, Vote], engagements: Sequence[Engagement]) -> Offer:
    """Leave out what the reader ruled out. A story that was read comes back only with a newer version."""
    muted = _muted(pool, profile)
    read = read_versions(engagements)
    gone = hidden(engagements) | {story_id for story_id, vote in votes.items() if vote.value < 0}
    ruled_out = _rows(pool, gone) | {
        row
        for row in _rows(pool, read)
        if (pool.candidates[row].text_version or pool.candidates[row].version) <= read[pool.candidates[row].story_id]
    }
    is_open = ~muted & _readable(pool, profile)
    is_open[sorted(ruled_out)] = False
    return Offer(is_open=is_open, read_versions=read, n_muted=int(muted.sum()))


def _rows(pool: Pool, story_ids: Iterable[StoryId]) -> set[int]:
    return {pool.row_of[story_id] for story_id in story_ids if story_id in pool.row_of}


def _muted(pool: Pool, profile: Profile) -> Mask:
    """A muted source hides only what it tells alone; any other mute hides the story."""
    mutes = [wish for wish in profile.wishes if wish.is_mute]
    sources = [wish.value for wish in mutes if wish.kind is WishKind.SOURCE]
    muted = pool.told_only_by(sources) if sources else np.zeros(len(pool), dtype=np.bool_)
    for wish in mutes:
        if wish.kind is not WishKind.SOURCE:
            muted = muted | pool.matching(wish)
    return muted


def _readable(pool: Pool, profile: Profile) -> Mask:
    """Keep to the languages that the reader reads, where they said so; a story of unknown language stays."""
    spoken = {language.partition("-")[0].casefold() for language in profile.languages}
    if not spoken:
        return np.ones(len(pool), dtype=np.bool_)
    spoken.add("und")
    return np.array([c.language.partition("-")[0].casefold() in spoken for c in pool.candidates], dtype=np.bool_)


def read_versions(engagements: Iterable[Engagement]) -> dict[StoryId, int]:
    """Tell which stories were opened, and the latest version that was."""
    read: dict[StoryId, int] = {}
    for one in engagements:
        if one.kind is EngagementKind.OPEN:
            read[one.story_id] = max(one.version, read.get(one.story_id, 0))
    return read


def hidden(engagements: Iterable[Engagement]) -> set[StoryId]:
    """Tell which stories are hidden now; engagements are taken in the order of their times."""
    gone: set[StoryId] = set()
    for one in sorted(engagements, key=lambda e: e.at):
        if one.kind is EngagementKind.HIDE:
            gone.add(one.story_id)
        elif one.kind is EngagementKind.UNHIDE:
            gone.discard(one.story_id)
    return gone
