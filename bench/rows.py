"""One line of a benchmark's table, the same for quality and for speed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured, beside the floor that it may not fall below and the peer that was run on the same input.

    `stage` is a verb of the house ('cluster'); `measure` says what was counted, with its unit ('BCubed F1, AllSides stream');
    higher is better unless `is_lower_better`; `floor` is None for a figure that is only watched; `peer` names what was measured
    beside it, with its figure ('plain TF-IDF pass 0.91'); `split` says which part of which set; `command` repeats the run.
    """

    stage: str
    measure: str
    value: float
    floor: float | None = None
    peer: str = ""
    split: str = ""
    command: str = ""
    is_lower_better: bool = False

    @property
    def passes(self) -> bool:
        """Say whether the floor holds; a figure without a floor always passes."""
        if self.floor is None:
            return True
        return self.value <= self.floor if self.is_lower_better else self.value >= self.floor
