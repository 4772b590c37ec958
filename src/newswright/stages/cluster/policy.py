"""The numbers by which stories and origins are found. One set for all news."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterPolicy:
    """What of a report is compared, with which others, and what makes it one of a story.

    Where a comment does not say otherwise, a number was chosen on the `tune` parts of bench/corpora.py, all sets together, by
    trying a few; docs/log.md has what was tried.
    """

    # What is compared
    head_words: int = 500  # of the text, for its subject: news says what it is about at its head
    head_chars: int = 3_000  # of the text, for its names
    names_head_chars: int = 500  # of the text: names so near the top are what it is about
    copy_chars: int = 6_000  # of the text, for near-copies
    title_weight: int = 2  # a word of the title counts as so many of the text's
    lead_words: int = 40  # content words that make the lead

    # With which others
    horizon_days: float = 7.0  # how long reports are kept at hand; 99 in 100 stories of general news run shorter
    max_reports: int = 100_000  # at hand at most; the oldest leave first
    n_query_terms: int = 24  # a report's weightiest words, by which others are searched for
    max_postings: int = 1_000  # reports looked up for them, at most
    least_share: float = 0.02  # of what they weigh together, that another report has to share
    prior_reports: float = 400.0  # document frequencies start as if so many reports had been seen …
    prior_share: float = 0.01  # … and each term had stood in such a share of them
    max_term_share: float = 0.1  # a word in more of the reports than that finds nothing …
    min_term_reports: int = 50  # … unless it is in no more than so many reports
    n_candidates: int = 30  # reports compared in full; what is near in time comes first: the score is divided by …
    recency_power: float = 1.5  # … (1 + ln(1 + days)) to this power

    # What makes a story
    n_density: int = 10  # a report's nearest others, whose mean similarity says how crowded its subject is
    n_links: int = 20  # links that a report keeps to those before it, the strongest …
    link_from: float = 0.05  # … from this score on, in [0, 1]; the others count 0
    n_linked: int = 5  # pairs that a report of the larger of two clusters answers for in their average
    join_from: float = 0.3  # how near two clusters are on average, in [0, 1], from which they are one story
    headline_words: int = 12  # different content words; a report with fewer is little more than its headline …
    headline_share: float = 0.6  # … and its scores count for so much (by reading clusters of `headlines`)
    related_from: float = 0.15  # a pair's cosine of words from which stories are neighbours (read on the sample)
    n_related: int = 3  # neighbours named at most: more is a list, not a pointer
    n_asked: int = 5  # of a story's latest reports, when its neighbours are looked for
    copy_days: float = 3.0  # further apart, a near-copy is a form letter, and the score decides its story

    # Across languages
    is_crossing: bool = True  # whether reports in several languages are compared
    crossing_days: float = 3.0  # between reports
    crossing_idf: float = 3.0  # a key in more than one report of e to this power finds nothing
    n_crossing: int = 20  # reports in other languages compared with one
    crossing_from: float = 0.9  # a pair's score, in [0, 1], by reading: one wrong link joins two stories
    crossing_share: float = 0.5  # of the smaller side of two clusters, linked across languages at least

    # With an encoder, where the operator has one
    encoder_languages: tuple[str, ...] = ()  # that it reads, by their primary tags; all of them where none is named
    meaning_chars: int = 500  # of the text, after the title, that it reads: about a hundred tokens
    meaning_prior: int = 50  # reports that point nowhere, as if seen, so that a young window has little in common

    # How much at a time
    tick_reports: int = 1_000  # of an archive, taken together
