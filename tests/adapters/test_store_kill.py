"""A writer killed at random moments: what it acknowledged is all there, and nothing is there in part."""

import os
import random
import subprocess
import sys
from pathlib import Path

import newswright
from newswright.adapters.store.sql import SqlStore
from newswright.records.ids import StoryId

SOURCE = Path(newswright.__file__).parents[1]
N_KILLS = 6
LONGEST_LIFE = 40  # acknowledgements that are read before the kill; the writer has gone on by then, no matter how far

WRITER = """
import sys
from newswright.adapters.store.sql import SqlStore
from newswright.testing import factories as make

store, life = SqlStore(sys.argv[1]), sys.argv[2]
for n in range(100_000):
    name = f"{life}-{n}"
    report = make.report(name)
    story_id, placed = make.story_of(report)
    store.put_reports([report])
    store.put_assignments(placed)
    store.put_vote(make.vote(1, name, story_id))
    store.publish(make.article(story_id, f"Headline {name}"), [make.correction(story_id)])
    print(story_id, flush=True)
"""


def test_no_acknowledged_publication_is_lost_to_a_kill(tmp_path: Path) -> None:
    path, dice = tmp_path / "news.sqlite3", random.Random(7)  # noqa: S311 - moments, not secrets
    acknowledged: set[str] = set()
    for life in range(N_KILLS):
        acknowledged |= lived(path, life, dice.randint(1, LONGEST_LIFE))
    store = SqlStore(str(path))
    try:
        assert len(acknowledged) >= N_KILLS
        assert store.check() == []
        assert acknowledged <= {article.story_id for article in store.articles(limit=100_000)}
        counts = store.counts()
        assert counts["articles"] == counts["corrections"] == counts["fronts"] == len(store.articles(limit=100_000))
        for story_id in acknowledged:
            story = store.story(StoryId(story_id))
            assert story is not None
            assert len(story.report_ids) == 1
            assert store.vote_counts([story.id])[story.id].n_up == 1
    finally:
        store.close()


def lived(path: Path, life: int, n_lines: int) -> set[str]:
    """Let a writer live a while, kill it, and return what it acknowledged in whole lines."""
    command = [sys.executable, "-c", WRITER, str(path), str(life)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(SOURCE)}) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(n_lines)]
        writer.kill()
        lines += writer.stdout.readlines()
    return {line.decode().strip() for line in lines if line.endswith(b"\n")}
