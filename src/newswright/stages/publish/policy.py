"""The disputable numbers of publication, each with its unit and its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPolicy:
    """When a draft is fit to print."""

    max_removed_share: float = (
        0.6  # of the body's sentences; a model that fails more often has not understood the story
    )
    min_body_sentences: int = 1
    same_share: float = 0.8  # of the words of both sentences: two that share so many say the same
    reworded_share: float = (
        0.6  # of the words of two sentences on the same passages: an attribution turned round is no news
    )
    max_headline_chars: int = 200  # a repaired headline can be a whole sentence; beyond three lines it is none
    good_headline_chars: int = 120  # of a sentence that stands in for a headline: shorter ones go first
    assisted_share: float = 0.5  # of an article's sentences: who changed half of them wrote it, and the model helped
    max_single_words: int = 150  # of a body that one voice alone bears out: short, since nothing corroborates it

    # Looking again at the pages of cited reports: a guest does not knock often. Outlets correct most in the first hours, so each
    # distance is three times the one before: after 6 and 24 hours, 3 and 10 days, that is four requests a page, all conditional.
    first_look_s: float = 21_600.0  # six hours
    look_growth: float = 3.0
    max_look_s: float = 7 * 86_400.0
    look_max_days: float = 14.0  # of a report's age: the front page shows three days, and later changes are history
    look_spread: float = 0.15  # of a distance: what was cited at one time is not asked for at one time
    looks_per_host: int = 12  # in one edition; the rest is put off
    put_off_s: float = 3_600.0  # an hour for every `looks_per_host` pages of a host that wait before it
    n_missing: int = (
        2  # looks in a row that find no page (404) or another text, before it counts as gone; one 410 suffices
    )
    min_page_share: float = 0.3  # of a report's words that its page must still have, to be the same article
    min_page_length: float = 0.5  # of a report's length; less is a teaser or a wall, and says nothing about the rest

    is_experimental: bool = True  # part of the label until quality has been shown in the open (docs/architecture.md)


DEFAULT = PublishPolicy()
