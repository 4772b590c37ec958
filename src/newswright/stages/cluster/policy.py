"""The numbers by which stories and origins are found. One set for all news."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterPolicy:
    """What of a report is compared, with which others, and what makes it one of a story.

    Every number was chosen on the `tune` parts of bench/corpora.py, all sets together; docs/log.md has what was tried.
    """

    # What is compared
    head_words: int = 500  # of the text, for its subject: news says what it is about at its head
    head_chars: int = 3_000  # of the text, for its names
    copy_chars: int = 6_000  # of the text, for near-copies
    title_weight: int = 2  # a word of the title counts as so many of the text's
    lead_words: int = 40  # content words that make the lead

    # With which others
    horizon_days: float = (
        7.0  # how long a newsroom keeps reports at hand; 99 in 100 stories of general news run shorter
    )
    max_reports: int = 100_000  # at hand at most; the oldest leave first
    n_query_terms: int = 30  # a report's weightiest words, by which others are searched for
    max_term_share: float = 0.02  # a word in more of the reports than that finds nothing …
    min_term_reports: int = 50  # … unless it is in no more than so many reports
    n_candidates: int = 50  # reports compared in full

    # What makes a story
    n_density: int = 10  # a report's nearest others, whose mean similarity says how crowded its subject is
    n_linked: int = 8  # a story's nearest reports that average link looks at, the others apart
    nearest_share: float = 0.5  # of the nearest report in a story's score; the rest is average link
    join_from: float = 0.6  # a story's score, in [0, 1], from which a report joins it
    headline_words: int = 25  # content words; a report with fewer is little more than its headline …
    headline_join_from: float = 0.75  # … and has to be this near: headlines share words by chance (read on `headlines`)
    related_from: float = 0.15  # a pair's cosine of words from which stories are neighbours (read on the sample)
    n_related: int = 3  # neighbours named at most: more is a list, not a pointer
    n_asked: int = 5  # of a story's latest reports, when its neighbours are looked for

    # What makes an origin
    copy_jaccard: float = 0.5  # shared runs of four words over all runs, from which two texts are one
    copy_containment: float = 0.7  # share of the shorter text's runs in the longer one: a copy cut short
    min_copy_runs: int = 6  # a shorter text (a headline) is no evidence of copying
    min_contained_runs: int = 30  # a shorter excerpt is a quotation, not a copy
    copy_from_similarity: float = 0.4  # cosine of words, below which texts are not compared run by run
    copy_days: float = (
        3.0  # further apart, a near-copy is a form letter (weather, prices), and the score decides its story
    )
