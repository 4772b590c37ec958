"""The disputable numbers of verification, each with its unit and its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyPolicy:
    """How strictly a sentence is judged."""

    # How far from a cited passage a fact may stand, in sentences of the same report. A number or a date belongs to the passage
    # or its direct neighbours; a name may stand further back, because reports go on with pronouns.
    near_sentences: int = 1
    name_sentences_before: int = 3
    quotation_sentences: int = 2
    # A citation wider than this many sentences is searched for the sentences that the claim stands on, instead of taken whole.
    max_passage_sentences: int = 8
    max_aligned_sentences: int = 4  # per sentence of the claim: journalists fuse two or three, rarely more
    min_gain: float = 0.06  # share of the claim's words that a further evidence sentence must add

    # Of a claim's weighted content words, the least that its passages must have. 95 % of the supported claims of the
    # development part of factuality/claims-dev have more; claims set beside a wrong document have 0.11 on average.
    min_coverage: float = 0.34

    # Of the content words in the scope of a 'could', 'not' or 'plans to', the share that the claim must have to speak of the
    # same thing.
    min_scope_overlap: float = 0.5
    # Of a claim's content words, the share that a source sentence must have before its 'not' or 'could' counts against it.
    min_line_overlap: float = 0.5

    min_agent_overlap: float = 0.6  # of the words behind a verb, the share that the source has behind the same verb
    min_accused_overlap: float = (
        0.6  # of the words of what a source has somebody accused of, the share that is its telling
    )

    # A claim that repeats at least this share of its words from one sentence is compared with it word by word; shorter claims
    # than this many words share too much with anything.
    min_repeated: float = 0.7
    min_edited_words: int = 6

    # Copying (THREATS): unquoted words in a row shared with a source; words of a quotation; words of a marked excerpt with its
    # attribution and its dates in full.
    max_shared_run_words: int = 15
    max_quotation_words: int = 25
    max_excerpt_words: int = 85

    # A fact that was moved: the words beside it that tell which sentence is retold; the share of them that the sentence with
    # another fact in its place must have; and the most that a sentence with the claim's own fact may have, as a share of that.
    min_bound_words: int = 3
    min_bound_share: float = 0.7
    max_unbound_share: float = 0.55

    min_sensitive_origins: int = 2  # independent origins behind an accusation without attribution

    # Least p_supported where the exact checks say nothing. Without a citation nobody says what a sentence stands on: it must be
    # likelier than not. With one, it is held only where the judge is nearly sure: of real sentences re-cited to another outlet's
    # (tune part), all that retell have 0.5 or more (docs/verification.md).
    min_p_uncited: float = 0.5
    min_p_cited: float = 0.15

    # What no cited report has in any form: in a clause that hangs on the rest, the least rarity in nats of its new words (beyond
    # one nat each), and their least share of the clause's; a modifier's least rarity, and the least share of its uses that
    # modify. Set on the tune part of bench/quality/retellings (docs/verification.md).
    min_strange_nats: float = 3.0
    min_strange_share: float = 0.65
    # A cause ('because of …', 'after …'): of its words' rarity, the share that one sentence must have.
    min_cause_share: float = 0.5
    min_circumstance_share: float = 0.35  # 'after', 'amid': several things in a row may come before
    min_modifier_nats: float = 3.0
    min_modifying: float = 0.3
    min_placed_nats: float = (
        3.0  # of a word behind an article, a possessive or a preposition: its place says that it modifies
    )
    min_placed_modifying: float = 0.05


DEFAULT = VerifyPolicy()
