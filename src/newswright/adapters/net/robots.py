"""Read robots.txt as RFC 9309 says: 4xx means everything is allowed, 5xx or no answer that nothing is. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import protego

from newswright.adapters.net.http import Answer, NetPolicy
from newswright.records.sources import Failure, FailureKind

TOKEN = "Newswright"  # noqa: S105 - the product token of RFC 9309, which site owners write into robots.txt


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What one site's robots.txt says, until `until`. `failure` is set where it could not be had and all is forbidden."""

    text: str | None
    rules: protego.Protego | None
    until: datetime
    failure: Failure | None = None

    def refusal(self, url: str) -> Failure | None:
        """Say why a URL may not be visited, or None where it may."""
        if self.failure is not None:
            return self.failure
        if self.rules is None or self.rules.can_fetch(url, TOKEN):
            return None
        return Failure(kind=FailureKind.ROBOTS, message="robots.txt forbids this page to Newswright", url=url)

    @property
    def delay_s(self) -> float:
        """The Crawl-delay that the site asks for, or 0."""
        delay = self.rules.crawl_delay(TOKEN) if self.rules is not None else None
        return float(delay) if delay is not None and delay > 0 else 0.0


def read(answer: Answer | Failure, *, now: datetime, policy: NetPolicy) -> Robots:
    """Make the rules of what a site answered to the request for its robots.txt."""
    keep = now + timedelta(seconds=policy.robots_keep_s)
    soon = now + timedelta(seconds=policy.robots_retry_s)
    if isinstance(answer, Failure):
        if answer.kind is FailureKind.REDIRECT:
            return Robots(
                text=None, rules=None, until=keep
            )  # RFC 9309, 2.3.1.2: beyond five hops as if there were none
        return Robots(text=None, rules=None, until=soon, failure=answer)
    if answer.status == 429 or answer.status >= 500:
        message = f"robots.txt could not be read (status {answer.status}); until it can, nothing is asked for"
        failure = Failure(kind=FailureKind.ROBOTS, message=message, url=answer.final_url, status=answer.status)
        return Robots(text=None, rules=None, until=soon, failure=failure)
    if not 200 <= answer.status < 300:
        return Robots(text=None, rules=None, until=keep)
    text = answer.body[: policy.max_robots_bytes].decode("utf-8-sig", "replace")
    return Robots(text=text, rules=protego.Protego.parse(text), until=keep)
