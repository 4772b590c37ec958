"""When to return to an entry's page that could not be had, and when to let it be."""

from datetime import datetime, timedelta

from newswright.records.reports import PendingEntry
from newswright.records.sources import Failure, FailureKind
from newswright.stages.fetch.schedule import FetchPolicy

# What may be over the next time; the rest (forbidden, gone, no article, another format) would only be asked for again in vain.
PASSING = frozenset({FailureKind.NETWORK, FailureKind.DEADLINE, FailureKind.THROTTLED, FailureKind.STATUS})


def page_retry_at(pending: PendingEntry, failure: Failure, *, now: datetime, policy: FetchPolicy) -> datetime | None:
    """Return when to ask for the page again, or None where the feed's own text has to do. Retry-After is kept to."""
    is_passing = failure.kind in PASSING and not (
        failure.status is not None and 400 <= failure.status < 500 and failure.status != 429
    )
    if not is_passing or pending.n_tries + 1 >= policy.n_page_tries:
        return None
    waited = now + timedelta(seconds=policy.page_retry_s * 2**pending.n_tries)
    latest = now + timedelta(seconds=policy.max_retry_after_s)
    return max(waited, min(failure.retry_at, latest)) if failure.retry_at else waited
