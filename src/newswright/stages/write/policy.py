"""The disputable numbers of writing, each with its unit and its reason."""

from dataclasses import dataclass, field

from newswright.stages.write.prompts import Asking


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePolicy:
    """How an article is planned, compiled and asked for."""

    # What may be evidence. Shorter than 5 words is a caption; longer than 60 is a list, or a sentence split wrongly.
    min_sentence_words: int = 5
    max_sentence_words: int = 60
    max_evidence: int = 60  # passages per story: some 2,500 tokens of prompt; beyond that a model's attention wanders
    max_evidence_per_origin: int = 24  # so that one long report does not push the others out
    max_reports: int = (
        80  # reports read per story, latest first within each origin: bounds the work on a 500-report story
    )

    # What makes evidence important: shares of the score; tuned on the development part of the round-ups (docs/log.md).
    share_centrality: float = 0.30
    share_position: float = 0.25
    length_exponent: float = 0.4  # of a sentence's words, by which its weight is divided: 0 sums, 1 averages
    share_title: float = 0.35
    share_origins: float = 0.10
    position_half_life_sentences: float = 2.0  # the inverted pyramid: half the weight is gone after two sentences
    recency_half_life_h: float = 36.0  # of a story that goes on for days, the latest reports say where it stands
    pronoun_penalty: float = 0.55  # factor for a sentence that opens with a word pointing back ("He", "This")

    # Which line opens the article (leads.py). Exponents and factors chosen on the round-ups' tuning part, by how much the opening
    # is like the editors' own first sentence; those without a figure there follow from reading (docs/log.md).
    lead_importance_exponent: float = 1.5
    lead_echo_exponent: float = 0.5  # of the share that other origins' openings tell too
    lead_title_exponent: float = 0.5  # of the share of what the titles agree on
    lead_gain_exponent: float = 2.0  # of what it tells, as lines are chosen by (below)
    lead_place_factor: float = 0.8  # for each sentence of its report before it
    lead_half_life_h: float = (
        72.0  # of a story that goes on, the latest turn is the news; importance has its own half-life
    )
    opening_sentences: int = 4  # of a report's evidence
    lead_most_quoted: float = 0.4  # of its characters
    lead_leaning_factor: float = 0.1
    lead_scene_factor: float = 0.3
    lead_nameless_factor: float = 0.4  # names nobody and no place, or leans on a sentence that is not there
    lead_long_factor: float = 0.7

    headline_half_life_h: float = 24.0  # a headline must not tell what the lead has overtaken

    # What has been overtaken: a report this much older than the latest one says nothing of how things stand now.
    overtaken_after_h: float = 10.0  # an evening's report beside the next morning's
    overtaken_penalty: float = 0.2
    lonely_penalty: float = 0.3  # factor for "The vote …" where nothing of its report is printed
    told_between: float = 0.7  # of a sentence's words, that those printed have between them: nothing new in it
    same_news_overlap: float = 0.6  # of another report's opening in the lead: the same news in other words
    scene_penalty: float = 0.6
    opinion_penalty: float = 0.5  # factor for a sentence in which its outlet judges
    max_dek_quoted: float = (
        0.35  # of a dek's characters: a bare quotation says nothing to those who do not know the story
    )

    # How lines are chosen: by what they tell that is untold (concepts), per word, and by their importance (docs/log.md).
    pair_share: float = 0.77  # of a line's worth that its pairs of neighbours make up; the rest are its words
    density_exponent: float = 0.50  # of a line's words, by which its worth is divided: 0 sums, 1 averages
    importance_exponent: float = 1.25  # 0 leaves the choice to the concepts, 1 to both in equal measure

    # When two sentences say the same: shares of the shorter one's weighted words that the other has too.
    same_fact_overlap: float = 0.62
    redundant_overlap: float = 0.5
    seconded_cover: float = 0.75  # share of a sentence that another outlet's must have, for both to be named
    turn_penalty: float = 0.20  # how much an origin that was quoted stands back for the others
    long_sentence_words: int = 38  # beyond this a sentence has to be read twice
    long_penalty: float = 0.9
    unresolved_penalty: float = 0.6  # factor for "last week" and the like, which mean another week when they are read

    # How long the compiled article is, in words: DESIGN section 1 and issue brief; one origin stays short.
    max_words: int = 350
    min_words: int = 120
    scarce_words: int = 60  # an article shorter than this tells a fact again in another outlet's words
    max_words_per_origin: int = 95
    max_words_single_origin: int = 90
    max_excerpts_per_origin: int = 4
    max_sentences: int = 12
    attribution_words: int = 4  # what an attribution adds to a sentence, on average
    max_paragraph_sentences: int = 3
    max_quotations: int = 2
    words_per_quotation: int = 26  # kept free for each, its speaker and outlet included
    max_quotation_words: int = 25  # THREATS, "copying"
    min_quotation_words: int = 5
    max_planned_quotations: int = 8
    max_background: int = 2
    background_after_days: float = 2.0  # a report this much older than the latest one tells the background
    max_conflicts: int = 2
    max_related: int = 3
    max_cites: int = 3  # passages behind one sentence: more cannot be read at a glance

    # Headline and dek, in characters.
    max_headline_chars: int = 90  # two lines on a phone
    max_title_chars: int = 90  # of a report's title that may become the headline
    headline_importance: float = 0.55  # share of the best line's importance below which no headline is looked for
    opening_bonus: float = 1.35  # for the first sentence of a report: reporters put the news there
    good_headline_chars: int = 68
    title_half_life_h: float = 24.0  # of a story that goes on, the latest titles say what the news is
    nameless_penalty: float = 0.75  # factors for headlines that name nobody and no place,
    side_penalty: float = 0.45  # lean on a sentence that is not there, or
    told_by_penalty: float = 0.6  # end with who said so
    min_agreed: float = 0.2  # of what the titles share, for a line that is only looked at because others are too long
    reprint_penalty: float = 0.28  # factor for a headline that is one outlet's own, word for word
    borne_out_share: float = 0.55  # of a headline's words in another origin's sentence, for it to be cited too
    min_headline_chars: int = 24
    max_dek_chars: int = 220

    # Conflicts: the same thing counted, values apart, but not so far apart that it is another thing.
    conflict_max_ratio: float = 3.0
    conflict_min_shared_words: int = 2
    conflict_min_alike: float = 0.6  # share of the shorter sentence's words that both have, where no outcome tells
    conflict_max_hours: float = 36.0  # later figures are news, not conflicts

    # When a model is asked again (keeping.py).
    n_matter: int = 12  # sentences that an article would be made of
    told_share: float = 0.6  # of a sentence's stems in one that was told: the same fact in other words
    rewrite_share: float = 0.3  # of the importance of what matters, untold; below it, a model would say the same again
    rewrite_growth: float = (
        3.0  # times the reports, or the age: 2, 6, 18, 54 reports; the brief asks for 5 calls in 200
    )
    rewrite_after_h: float = 24.0  # since the latest report told: then age counts

    # The question put to a model.
    asking: Asking = field(default_factory=Asking)  # without a model there is nobody to ask
    max_output_tokens: int = 1500
    max_answer_chars: int = 60_000
    max_answer_sentence_chars: int = 480
    max_answer_sentences: int = 40


DEFAULT = WritePolicy()
