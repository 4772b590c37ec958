"""The wired newsroom: its doors, its policies, and whom to tell how far the work is."""

from collections.abc import Callable
from dataclasses import dataclass, field

from newswright.pipeline.counting import Counting
from newswright.ports import Encoder, Fetcher, Judge, LanguageModel, Parser, Store
from newswright.stages.cluster import ClusterPolicy, Window
from newswright.stages.extract import ExtractPolicy
from newswright.stages.fetch import FetchPolicy
from newswright.stages.publish import PublishPolicy
from newswright.stages.trend import TrendPolicy
from newswright.stages.verify import VerifyPolicy
from newswright.stages.verify.cascade import CascadePolicy
from newswright.stages.write import WritePolicy

N_AT_ONCE = 500  # what one step takes from the store at a time: bounds memory, not the work

Progress = Callable[[str, int, int], None]


Stopwatch = Callable[[], float]


def silent(_step: str, _n_done: int, _n_all: int) -> None:
    """Show nothing."""


def stopped() -> float:
    """Say how many seconds have passed, where nobody measures."""
    return 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """The numbers by which the stages judge."""

    fetch: FetchPolicy = field(default_factory=FetchPolicy)
    extract: ExtractPolicy = field(default_factory=ExtractPolicy)
    cluster: ClusterPolicy = field(default_factory=ClusterPolicy)
    trend: TrendPolicy = field(default_factory=TrendPolicy)
    write: WritePolicy = field(default_factory=WritePolicy)
    verify: VerifyPolicy = field(default_factory=VerifyPolicy)
    cascade: CascadePolicy = field(default_factory=CascadePolicy)
    publish: PublishPolicy = field(default_factory=PublishPolicy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """Further judges of what the shipped one is unsure of, if there are any: first an encoder, then a model."""

    encoder: Judge | None = None
    model: LanguageModel | None = None


@dataclass(slots=True)
class Memory:
    """What is worth keeping between editions. All of it can be made again from the store, which is what counts."""

    window: Window | None = None
    counting: Counting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """The doors of a newsroom with what its stages go by. `progress` is told (step, done, all); `stopwatch` says how many
    seconds have passed since some beginning."""

    store: Store
    fetcher: Fetcher
    parser: Parser
    model: LanguageModel
    policies: Policies = field(default_factory=Policies)
    memory: Memory = field(default_factory=Memory)
    progress: Progress = silent
    stopwatch: Stopwatch = stopped
    encoder: Encoder | None = None
    judges: Judges = field(default_factory=Judges)
