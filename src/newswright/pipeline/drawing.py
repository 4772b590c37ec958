"""Draw reports for the cluster stage with what an encoder makes of them: the stage is pure, the encoder is not."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from newswright.ports import Encoder
from newswright.records.reports import Report
from newswright.stages import cluster

_N_AT_ONCE = 256  # texts given to an encoder at a time: bounds memory


def drawing(encoder: Encoder | None, policy: cluster.ClusterPolicy) -> cluster.Draw:
    """Return what draws portraits: as they are, or with the meanings that the encoder gives."""
    return map if encoder is None else partial(_draw, encoder, policy)


def _draw(
    encoder: Encoder,
    policy: cluster.ClusterPolicy,
    portray: Callable[[Report], cluster.Portrait],
    reports: Iterable[Report],
) -> Iterator[cluster.Portrait]:
    coming = iter(reports)
    while batch := list(islice(coming, _N_AT_ONCE)):
        read = [report for report in batch if cluster.is_read(report, policy)]
        vectors = encoder.encode([cluster.opening(report, policy) for report in read])
        meanings = {report.id: cluster.meaning(vector) for report, vector in zip(read, vectors, strict=True)}
        yield from (replace(portray(report), meaning=meanings.get(report.id)) for report in batch)
