"""How long a reader waits for their slate: 50 places out of 1,000 candidates, receipts included, in CPU time.

    python -m bench.speed.slates

Beside it: a plain loop that adds up the same parts in Python, without order by sameness and without receipts.
"""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import exp, log2, tanh

from bench.rows import Row
from newswright.records.ids import ReaderId, StoryId
from newswright.records.readers import Candidate, Profile, Vote, Wish, WishKind
from newswright.records.topics import TOPICS
from newswright.stages import personalise

COMMAND = "./run bench speed.slates"
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
N_CANDIDATES, N_PLACES, N_VOTES = 1_000, 50, 60


def run() -> list[Row]:
    """Measure a slate, the pool that slates share, and a vote."""
    candidates = _candidates()
    profile = _reader(candidates)
    pool = personalise.pool(candidates)
    slate_s = _cpu_s(lambda: personalise.slate(pool, profile, now=NOW, limit=N_PLACES), 50)
    texts = [frozenset(one.text.split()) for one in candidates]
    loop_s = _cpu_s(lambda: _plain(candidates, texts, profile), 20)
    pool_s = _cpu_s(lambda: personalise.pool(candidates), 5)
    new = _candidate(random.Random(7), 5_000)  # noqa: S311 - a benchmark's dice keep no secrets
    vote = Vote(reader_id=profile.reader_id, story_id=new.story_id, value=1, voted_at=NOW)
    learn_s = _cpu_s(lambda: personalise.learn(profile, new, vote), 200)
    split = f"{N_PLACES} of {N_CANDIDATES:,} made-up candidates, a reader with {N_VOTES} votes and 3 wishes"
    return [
        _row("ms of CPU for a slate", slate_s * 1e3, 10.0, f"plain Python loop {loop_s * 1e3:.1f}", split),
        _row("times a plain Python loop's CPU for a slate", slate_s / loop_s, 3.0, "plain Python loop 1.0", split),
        _row("ms of CPU for the pool that all slates of an edition share", pool_s * 1e3, None, "", split),
        _row("µs of CPU to learn from a vote", learn_s * 1e6, 1_000.0, "", split),
    ]


def _row(measure: str, value: float, floor: float | None, peer: str, split: str) -> Row:
    return Row(
        stage="personalise", measure=measure, value=value, floor=floor, peer=peer, split=split, command=COMMAND,
        is_lower_better=True,
    )  # fmt: skip


def _cpu_s(work: Callable[[], object], n: int) -> float:
    work()
    began_s = time.process_time()
    for _ in range(n):
        work()
    return (time.process_time() - began_s) / n


def _candidates() -> list[Candidate]:
    dice = random.Random(1)  # noqa: S311 - a benchmark's dice keep no secrets
    return [_candidate(dice, n) for n in range(N_CANDIDATES)]


def _candidate(dice: random.Random, n: int) -> Candidate:
    def said(n_words: int) -> str:
        return " ".join(f"word{dice.randrange(3_000)}" for _ in range(n_words))

    return Candidate(
        story_id=StoryId(f"s{n}"),
        headline=said(9),
        dek=said(18),
        text=said(300),
        language="en",
        issued_at=NOW,
        happened_at=NOW - timedelta(hours=72 * dice.random()),
        version=1,
        topics=tuple(dice.sample(list(TOPICS), 2)),
        names=tuple(f"Person {dice.randrange(200)}" for _ in range(4)),
        source_ids=tuple(f"outlet-{dice.randrange(30)}" for _ in range(dice.randrange(1, 6))),
        n_origins=dice.randrange(1, 12),
        trend_score=max(0.0, dice.gauss(0, 3)),
    )


def _reader(candidates: list[Candidate]) -> Profile:
    wishes = (
        Wish(kind=WishKind.TOPIC, value="science"),
        Wish(kind=WishKind.NAME, value="Person 3"),
        Wish(kind=WishKind.WORD, value="word7", is_mute=True),
    )
    profile = Profile(reader_id=ReaderId("reader"), wishes=wishes)
    for n, candidate in enumerate(candidates[:N_VOTES]):
        at = NOW - timedelta(days=N_VOTES - n)
        vote = Vote(reader_id=profile.reader_id, story_id=candidate.story_id, value=1 if n % 3 else -1, voted_at=at)
        profile = personalise.learn(profile, candidate, vote)
    return profile


def _plain(candidates: list[Candidate], texts: list[frozenset[str]], profile: Profile) -> list[Candidate]:
    def score(candidate: Candidate) -> float:
        age_h = (NOW - candidate.happened_at).total_seconds() / 3600
        listed = [f"topic:{topic}" for topic in candidate.topics] + [f"name:{name}" for name in candidate.names]
        liking = sum(profile.interests.get(feature, 0.0) for feature in listed)
        earned = 0.35 + candidate.trend_score / (candidate.trend_score + 3) + log2(candidate.n_origins) / 8
        return exp(-age_h / 26) * (earned + ("science" in candidate.topics) + max(0.0, tanh(liking / 2)))

    shown = [one for one, text in zip(candidates, texts, strict=True) if "word7" not in text]
    return sorted(shown, key=score, reverse=True)[:N_PLACES]


if __name__ == "__main__":
    for row in run():
        print(f"{row.value:.2f} (ceiling {row.floor})  {row.measure}; {row.peer}  [{row.split}]")
