"""Ask one language model after another, within hard budgets, until one gives an answer that can be read.

For each model: kept answer → breaker → booking against the budget → call → retries with jitter and Retry-After. Behind them all
stands the embedded default, which always answers; its answer says why it had to.

The most that a call can use is booked before it is made, in one transaction with the check, and replaced by what it did use: any
number of processes together keep within the limits. What a crashed process had booked stays spent.
"""

import random
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from newswright.ports import Clock, LanguageModel, Store
from newswright.records import budgets, ids
from newswright.records.drafts import Completion, ModelBudget, ModelFailure, ModelFailureKind, ModelUse, Prompt
from newswright.stages import write

_ANSWERED = frozenset({ModelFailureKind.MALFORMED, ModelFailureKind.REFUSED})


class PricedModel(LanguageModel, Protocol):
    """A model that can say beforehand what an answer may cost."""

    def most(self, prompt: Prompt) -> tuple[int, float]:
        """The most tokens and US dollars that an answer can use."""
        ...


Budget = ModelBudget
Read = Callable[[Completion, Prompt], object]  # a ModelFailure, where an answer cannot be used


class Nobody:
    """Stands behind a chain of judges: where none answers, none does."""

    name = "nobody"

    def complete(self, prompt: Prompt) -> ModelFailure:
        """Say that there is no answer."""
        message = f"no model answers {prompt.name}"
        return ModelFailure(kind=ModelFailureKind.UNREACHABLE, message=message, model=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPolicy:
    """How patient the chain is."""

    n_tries: int = 3  # calls per model and prompt; most faults are over after the second
    n_malformed: int = 2  # answers that cannot be read, per model and prompt: each costs a whole answer
    wait_s: float = 2.0  # before the second call; doubled before each further one, with full jitter
    max_wait_s: float = 30.0  # a Retry-After beyond this is not waited for: the next model is asked
    breaker_n_failures: int = 3  # prompts in a row without an answer; then the model is left alone
    breaker_s: float = 300.0


@dataclass(frozen=True, slots=True)
class Link:
    """A model with its budget."""

    model: PricedModel
    budget: Budget


@dataclass(slots=True)
class _Breaker:
    n_failures: int = 0
    closed_until: datetime | None = None


class Chain:
    """A language model made of several; the last resort is the embedded default, so that `complete` never fails."""

    def __init__(
        self,
        links: Sequence[Link],
        last: LanguageModel,
        store: Store,
        *,
        clock: Clock,
        min_origins: int = 1,
        sleep: Callable[[float], None] = time.sleep,
        rng: random.Random | None = None,
        policy: ChainPolicy | None = None,
        write_policy: write.WritePolicy | None = None,
        read: Read | None = None,
    ) -> None:
        self._links, self._last, self._store = tuple(links), last, store
        self._clock, self._sleep, self._min_origins = clock, sleep, min_origins
        self._rng = rng or random.SystemRandom()
        self._policy = policy or ChainPolicy()
        self._read = read or partial(write.draft, policy=write_policy or write.WritePolicy())
        self._breakers = [_Breaker() for _ in self._links]

    @property
    def name(self) -> str:
        """The name of the model that is asked first."""
        return self._links[0].model.name if self._links else self._last.name

    def complete(self, prompt: Prompt) -> Completion | ModelFailure:
        """Answer with the first model that can; a story of fewer origins than `min_origins` is left to the last resort."""
        if prompt.plan.n_origins < self._min_origins:
            return self._last.complete(prompt)
        reasons: list[str] = []
        for link, breaker in zip(self._links, self._breakers, strict=True):
            outcome = self._ask(link, breaker, prompt)
            if isinstance(outcome, Completion):
                note = "; ".join(reasons)
                return replace(outcome, model=replace(outcome.model, note=note)) if note else outcome
            reasons.append(f"{link.model.name}: {outcome.message}")
        answer = self._last.complete(prompt)
        if isinstance(answer, Completion) and reasons:
            return replace(answer, model=replace(answer.model, note="; ".join(reasons)))
        return answer

    def _ask(self, link: Link, breaker: _Breaker, prompt: Prompt) -> Completion | ModelFailure:
        key = ids.digest(prompt.key, link.model.name, n_chars=32)
        kept = self._store.completion(key)
        if kept is not None:
            return kept
        now = self._clock()
        if breaker.closed_until is not None and now < breaker.closed_until:
            message = (
                f"left alone until {breaker.closed_until:%H:%M} UTC after failing {breaker.n_failures} times in a row"
            )
            return ModelFailure(kind=ModelFailureKind.BREAKER, message=message, model=link.model.name)
        outcome = self._tries(link, prompt, key)
        if isinstance(outcome, Completion):
            breaker.n_failures, breaker.closed_until = 0, None
        elif outcome.kind is not ModelFailureKind.BUDGET:
            breaker.n_failures += 1
            if breaker.n_failures >= self._policy.breaker_n_failures:
                breaker.closed_until = self._clock() + timedelta(seconds=self._policy.breaker_s)
        return outcome

    def _tries(self, link: Link, prompt: Prompt, key: str) -> Completion | ModelFailure:
        seen: list[str] = []
        outcome: Completion | ModelFailure | None = None
        for n_try in range(self._policy.n_tries):
            booking = f"booked-{secrets.token_hex(12)}"
            refusal = self._book(link, prompt, booking)
            if refusal:
                return ModelFailure(kind=ModelFailureKind.BUDGET, message=refusal, model=link.model.name)
            outcome = self._readable(link.model.complete(prompt), prompt, seen)
            self._settle(outcome, prompt, key, booking)
            if isinstance(outcome, Completion) or not self._is_worth_another(outcome, seen, n_try):
                break
        assert outcome is not None  # noqa: S101 - n_tries is at least one
        return outcome

    def _readable(
        self, answer: Completion | ModelFailure, prompt: Prompt, seen: list[str]
    ) -> Completion | ModelFailure:
        """Turn an answer that cannot be read into the failure that it is; `seen` collects such answers."""
        if isinstance(answer, ModelFailure):
            if answer.kind is ModelFailureKind.MALFORMED:
                seen.append(answer.message)
            return answer
        found = self._read(answer, prompt)
        if isinstance(found, ModelFailure):
            seen.append(answer.text)
            return replace(found, is_transient=found.kind is ModelFailureKind.MALFORMED, spent=answer.model)
        return answer

    def _book(self, link: Link, prompt: Prompt, booking: str) -> str:
        """Book the most that the next call can use, or say which limit it could break."""
        now, budget = self._clock(), link.budget
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        most = link.model.most(prompt)
        limit = self._store.book_call(booking, prompt.plan.story_id, most, at=now, since=today, budget=budget)
        said = {
            "max_tokens_per_day": f"the day's budget of {budget.max_tokens_per_day or 0:,} tokens is spent",
            "max_usd_per_day": f"the day's budget of {budget.max_usd_per_day or 0:.2f} USD is spent",
            "max_calls_per_story": f"this story has had its {budget.max_calls_per_story} calls",
        }
        return said[limit] if limit else ""

    def _settle(self, outcome: Completion | ModelFailure, prompt: Prompt, key: str, booking: str) -> None:
        """Keep an answer, and put on record what the call cost in the place of its booking. What a failed call may have cost
        counts for the day; among its story's calls it counts only where the model did answer, so that a server that was down
        for an hour does not leave its stories to the compiler for good. Tries and breaker bound such calls."""
        if isinstance(outcome, ModelFailure):
            spent = outcome.spent or ModelUse(name=outcome.model, is_generative=True, prompt_name=prompt.name)
            begins = "failed-" if outcome.kind in _ANSWERED else budgets.UNANSWERED
            key, outcome = booking.replace("booked-", begins), Completion(text="", model=spent)
        self._store.put_completion(key, prompt.plan.story_id, outcome, at=self._clock(), booking=booking)

    def _is_worth_another(self, failure: ModelFailure, seen: Sequence[str], n_try: int) -> bool:
        """Wait as long as is fitting and say yes; or say no: permanent, unreadable too often, the same again, too long a wait."""
        is_last = n_try + 1 >= self._policy.n_tries or len(seen) >= self._policy.n_malformed
        if is_last or not failure.is_transient or len(set(seen)) < len(seen):
            return False
        wait_s = self._policy.wait_s * 2**n_try * self._rng.random()
        if failure.retry_after_s is not None:
            if failure.retry_after_s > self._policy.max_wait_s:
                return False
            wait_s = max(wait_s, failure.retry_after_s)
        self._sleep(min(wait_s, self._policy.max_wait_s))
        return True
