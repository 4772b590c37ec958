"""Several processes, one budget: together they never pass it, and they use all of it."""

import multiprocessing
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswright.adapters.store import open_store
from newswright.records.drafts import Completion, ModelBudget, ModelUse
from newswright.records.ids import StoryId

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
STORY = StoryId("flood0000001")


def spend(url: str, worker: int, budget: ModelBudget, n_calls: int) -> Counter[str]:
    """Book, call, settle at a little less than was booked, as often as the budget lets."""
    store = open_store(url)
    outcomes: Counter[str] = Counter()
    for n in range(n_calls):
        booking = f"booked-{worker}-{n}"
        limit = store.book_call(booking, STORY, (1000, 0.01), at=NOW, since=NOW, budget=budget)
        outcomes[limit] += 1
        if not limit:
            use = ModelUse(name="quill-7b", is_generative=True, n_input_tokens=1000, cost_usd=0.01)
            store.put_completion(f"{worker}-{n}", STORY, Completion(text="", model=use), at=NOW, booking=booking)
    store.close()
    return outcomes


@pytest.mark.parametrize(
    ("budget", "name"),
    [
        (ModelBudget(max_tokens_per_day=20_999), "max_tokens_per_day"),
        (ModelBudget(max_calls_per_story=20), "max_calls_per_story"),
        (ModelBudget(max_usd_per_day=0.2051), "max_usd_per_day"),
    ],
    ids=["tokens", "calls", "dollars"],
)
def test_processes_that_spend_at_once_keep_within_one_budget_and_use_it_up(
    tmp_path: Path, budget: ModelBudget, name: str
) -> None:
    url = f"sqlite:///{tmp_path / 'newsroom.sqlite3'}"
    open_store(url).close()
    with multiprocessing.get_context("fork").Pool(3) as pool:
        told = pool.starmap(spend, [(url, worker, budget, 15) for worker in range(3)])
    outcomes = sum(told, Counter[str]())
    assert outcomes == {"": 20, name: 25}
    store = open_store(url)
    n_calls, n_tokens, usd = store.model_use(since=NOW)
    store.close()
    assert (n_calls, n_tokens, round(usd, 6)) == (20, 20_000, 0.2)
