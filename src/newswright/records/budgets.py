"""Which limit a call to a language model would break: the one rule that every store goes by."""

from newswright.records.drafts import ModelBudget

UNANSWERED = "unanswered-"  # keys of calls that so begin count for the day, and not among their story's calls


def broken(budget: ModelBudget, n_tokens: int, cost_usd: float, n_calls: int) -> str:
    """Name the limit that a day's tokens and dollars, or a story's calls, would pass; '' where they pass none."""
    used = (("max_tokens_per_day", n_tokens), ("max_usd_per_day", cost_usd), ("max_calls_per_story", n_calls))
    return next((name for name, much in used if (most := getattr(budget, name)) is not None and much > most), "")
