"""Readers, and upkeep, in memory."""

import dataclasses
import json
import pickle
import secrets
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from newswright.records.ids import ReaderId, StoryId
from newswright.records.readers import Engagement, Impression, Problem, Profile, Reader, Vote, VoteCount
from newswright.testing.memory.publishing import Publishing
from newswright.testing.memory.state import alone


class Reading(Publishing):
    """What `ports.Store` keeps of readers, and its upkeep."""

    @alone
    def put_reader(self, reader: Reader) -> bool:
        namesake = self.reader_by_name(reader.name) if reader.name else None
        if namesake and namesake.id != reader.id:
            return False
        self._readers[reader.id] = reader
        return True

    @alone
    def reader(self, reader_id: ReaderId) -> Reader | None:
        return self._readers.get(reader_id)

    @alone
    def reader_by_name(self, name: str) -> Reader | None:
        key = unicodedata.normalize("NFKC", name).casefold()
        named = (reader for reader in self._readers.values() if reader.name)
        return next((one for one in named if unicodedata.normalize("NFKC", one.name or "").casefold() == key), None)

    @alone
    def profile(self, reader_id: ReaderId) -> Profile:
        return self._profiles.get(reader_id, Profile(reader_id=reader_id))

    @alone
    def put_profile(self, profile: Profile) -> None:
        self._profiles[profile.reader_id] = profile

    @alone
    def put_vote(self, vote: Vote) -> Vote | None:
        vote = dataclasses.replace(vote, story_id=self._survivor(vote.story_id))
        before = self._votes.pop((vote.reader_id, vote.story_id), None)
        if vote.value:
            self._votes[vote.reader_id, vote.story_id] = vote
        return before

    @alone
    def votes(self, reader_id: ReaderId) -> dict[StoryId, Vote]:
        return {vote.story_id: vote for vote in self._votes.values() if vote.reader_id == reader_id}

    @alone
    def vote_counts(self, story_ids: Iterable[StoryId]) -> dict[StoryId, VoteCount]:
        counts = Counter((vote.story_id, vote.value > 0) for vote in self._votes.values())
        return {each: VoteCount(n_up=counts[each, True], n_down=counts[each, False]) for each in story_ids}

    @alone
    def put_engagement(self, engagement: Engagement) -> None:
        if engagement not in self._engagements:
            self._engagements.append(engagement)

    @alone
    def engagements(self, reader_id: ReaderId) -> list[Engagement]:
        return sorted((one for one in self._engagements if one.reader_id == reader_id), key=lambda one: one.at)

    @alone
    def put_impressions(self, impressions: Iterable[Impression]) -> None:
        self._impressions += [one for one in dict.fromkeys(impressions) if one not in self._impressions]

    @alone
    def first_shown(self, reader_id: ReaderId, story_ids: Iterable[StoryId]) -> dict[StoryId, datetime]:
        wanted = set(story_ids)
        shown = [one for one in self._impressions if one.reader_id == reader_id and one.story_id in wanted]
        return {one.story_id: one.shown_at for one in sorted(shown, key=lambda one: one.shown_at, reverse=True)}

    @alone
    def put_problem(self, problem: Problem) -> None:
        self._problems[problem.id] = problem

    @alone
    def problems(self, *, limit: int, reader_id: ReaderId | None = None) -> list[Problem]:
        found = [one for one in self._problems.values() if reader_id in (None, one.reader_id)]
        return sorted(found, key=lambda one: (one.reported_at, one.id), reverse=True)[:limit]

    @alone
    def export_reader(self, reader_id: ReaderId) -> dict[str, list[dict[str, object]]]:
        reader = self._readers.get(reader_id)
        kept: dict[str, list[object]] = {
            "readers": [dataclasses.replace(reader, password_hash=None)] if reader else [],
            "profiles": [self._profiles[reader_id]] if reader_id in self._profiles else [],
            "votes": list(self.votes(reader_id).values()),
            "engagements": list(self.engagements(reader_id)),
            "impressions": [one for one in self._impressions if one.reader_id == reader_id],
            "problems": [one for one in self._problems.values() if one.reader_id == reader_id],
        }
        return {table: [_plain(row) for row in rows] for table, rows in kept.items()}

    @alone
    def delete_reader(self, reader_id: ReaderId) -> None:
        self._readers.pop(reader_id, None)
        self._profiles.pop(reader_id, None)
        self._votes = {key: vote for key, vote in self._votes.items() if vote.reader_id != reader_id}
        self._engagements = [one for one in self._engagements if one.reader_id != reader_id]
        self._impressions = [one for one in self._impressions if one.reader_id != reader_id]
        self._problems = {key: one for key, one in self._problems.items() if one.reader_id != reader_id}

    # Upkeep

    @alone
    def secret(self, name: str) -> bytes:
        return self._secrets.setdefault(name, secrets.token_bytes(32))

    @alone
    def counts(self) -> dict[str, int]:
        kept = {key.strip("_"): rows for key, rows in vars(self).items() if isinstance(rows, dict | list)}
        return {
            **{key: len(rows) for key, rows in kept.items()},
            "reports": len(self._revisions),
            "articles": sum(map(len, self._versions.values())),
        }

    def check(self) -> list[str]:
        return []

    @alone
    def backup(self, path: Path) -> None:
        path.write_bytes(pickle.dumps({key: rows for key, rows in vars(self).items() if key != "_lock"}))

    def close(self) -> None:
        """Nothing is held open."""


def _plain(row: object) -> dict[str, object]:
    if not dataclasses.is_dataclass(row) or isinstance(row, type):
        raise TypeError(f"not a record: {row!r}")
    plain: dict[str, object] = json.loads(json.dumps(dataclasses.asdict(row), default=str))
    return plain
