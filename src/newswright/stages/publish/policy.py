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
    max_headline_chars: int = 200  # a repaired headline can be a whole sentence; beyond three lines it is none
    good_headline_chars: int = 120  # of a sentence that stands in for a headline: shorter ones go first
    is_experimental: bool = True  # part of the label until quality has been shown in the open (docs/architecture.md)


DEFAULT = PublishPolicy()
