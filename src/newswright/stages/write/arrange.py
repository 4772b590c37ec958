"""Put the chosen lines in the order in which a reader follows them.

In:    the lines of the body, and the one that opens it
Out:   paragraphs: each report's lines together and in its own order, so that what points back stands behind what it points to;
       first the report that opened, then the others by what matters most, then what older reports told, by time
Rule:  WritePolicy
Gate:  bench/quality/summaries
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from newswright.stages.write.choose import Line
from newswright.stages.write.policy import WritePolicy

Block = list[Line]


def paragraphs(lines: Sequence[Line], lead: Line, *, policy: WritePolicy) -> Iterator[list[Line]]:
    """Yield paragraphs of at most `max_paragraph_sentences`; the lead itself is not among `lines`."""
    latest = max([lead.evidence.stated_at, *(line.evidence.stated_at for line in lines)])
    blocks = _blocks(lines)
    blocks.sort(key=lambda block: _rank(block, lead, latest, policy))
    yield from _set(blocks, policy.max_paragraph_sentences)


def _blocks(lines: Sequence[Line]) -> list[Block]:
    by_report: dict[str, Block] = {}
    for line in sorted(lines, key=lambda line: line.key):
        by_report.setdefault(line.evidence.passage.report_id, []).append(line)
    return list(by_report.values())


def _rank(block: Block, lead: Line, latest: datetime, policy: WritePolicy) -> tuple[bool, bool, float, str]:
    """Where a block stands: that of the lead's report first, those of earlier reports last and by time."""
    stated_at = block[0].evidence.stated_at
    is_earlier = latest - stated_at >= timedelta(hours=policy.overtaken_after_h)
    is_lead_s = block[0].evidence.passage.report_id == lead.evidence.passage.report_id
    weight = -max(line.evidence.importance for line in block)
    return (
        is_earlier and not is_lead_s,
        not is_lead_s,
        stated_at.timestamp() if is_earlier else weight,
        block[0].key[0],
    )


def _set(blocks: Sequence[Block], n_most: int) -> Iterator[list[Line]]:
    """Set each block as a paragraph of its own; what is alone stands together with its neighbours that are alone."""
    alone: list[Line] = []
    for block in blocks:
        if len(block) == 1 and len(alone) < n_most:
            alone += block
            continue
        if alone:
            yield alone
            alone = []
        if len(block) == 1:
            alone = list(block)
        else:
            yield from _cut(block, n_most)
    if alone:
        yield alone


def _cut(block: Block, n_most: int) -> Iterator[list[Line]]:
    """Cut a block into parts of about equal length; a line that points back is not parted from the one before."""
    n_parts = max(1, -(-len(block) // n_most))
    ends = {len(block) * k // n_parts for k in range(1, n_parts)}
    part: list[Line] = []
    for n, line in enumerate(block):
        if n in ends and not line.is_backward:
            yield part
            part = []
        part.append(line)
    if part:
        yield part
