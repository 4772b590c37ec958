"""Let names stay: give clusters that were found anew the ids that their members had."""

from collections import Counter
from collections.abc import Callable, Container, Sequence


def keep(
    clusters: Sequence[Sequence[int]],
    had: Callable[[int], str],
    coin: Callable[[int], str],
    in_use: Container[str] = (),
) -> list[str]:
    """Name each cluster: by the id that most of its members had, where no other cluster has more of that id's members.

    `had` tells a row's id so far (empty for a new row), `coin` makes the id that a row would open. Ties go to the cluster with
    the earliest row, then to the smaller id. A cluster that is left without a name coins one from the first of its rows whose id
    is neither taken nor `in_use` by others.
    """
    counts = Counter((number, name) for number, rows in enumerate(clusters) for row in rows if (name := had(row)))
    names: dict[int, str] = {}
    taken: set[str] = set()
    for (number, name), _ in sorted(counts.items(), key=lambda one: (-one[1], clusters[one[0][0]][0], one[0][1])):
        if number not in names and name not in taken:
            names[number] = name
            taken.add(name)
    taken |= {name for _, name in counts}

    def _is_free(name: str) -> bool:
        return name not in taken and name not in in_use

    for number, rows in enumerate(clusters):
        if number not in names:
            names[number] = next((name for row in rows if _is_free(name := coin(row))), coin(rows[0]))
            taken.add(names[number])
    return [names[number] for number in range(len(clusters))]
