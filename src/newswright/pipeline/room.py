"""The wired newsroom: its doors, its policies, and whom to tell how far the work is."""

from collections.abc import Callable
from dataclasses import dataclass, field

from newswright.ports import Fetcher, LanguageModel, Parser, Store
from newswright.stages import cluster, extract, fetch, publish, trend, verify, write

N_AT_ONCE = 500  # what one step takes from the store at a time: bounds memory, not the work

Progress = Callable[[str, int, int], None]


def silent(_step: str, _n_done: int, _n_all: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """The numbers by which the stages judge."""

    fetch: fetch.FetchPolicy = field(default_factory=fetch.FetchPolicy)
    extract: extract.ExtractPolicy = field(default_factory=extract.ExtractPolicy)
    cluster: cluster.ClusterPolicy = field(default_factory=cluster.ClusterPolicy)
    trend: trend.TrendPolicy = field(default_factory=trend.TrendPolicy)
    write: write.WritePolicy = field(default_factory=write.WritePolicy)
    verify: verify.VerifyPolicy = field(default_factory=verify.VerifyPolicy)
    publish: publish.PublishPolicy = field(default_factory=publish.PublishPolicy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """The doors of a newsroom with what its stages go by. `progress` is told (step, done, all)."""

    store: Store
    fetcher: Fetcher
    parser: Parser
    model: LanguageModel
    policies: Policies = field(default_factory=Policies)
    progress: Progress = silent
