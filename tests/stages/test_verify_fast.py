"""The gate's short ways give what the long ways give."""

from datetime import date
from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from newswright.stages.verify import conduct, edits, evidence, reading
from newswright.stages.verify.ground import Ground, Line, Witness
from newswright.stages.verify.reading import Reading
from newswright.testing import factories
from newswright.text import dates, quantities, words

WORDS = st.lists(st.sampled_from(["the", "dam", "of", "Galle", "broke", "not"]), max_size=12).map(tuple)


@given(before=WORDS, source=WORDS, after=WORDS)
def test_a_source_with_words_around_it_is_compared_as_the_matcher_does(
    before: tuple[str, ...], source: tuple[str, ...], after: tuple[str, ...]
) -> None:
    min_repeated = 0.0
    longer = (*before, *source, *after)
    if not source or longer == source:
        return
    for said, stated in ((longer, source), (source, longer)):
        plain = SequenceMatcher(None, stated, said, autojunk=False).get_opcodes()
        assert list(edits._changes(said, stated, min_repeated)) == plain


@given(WORDS, WORDS)
def test_a_source_that_is_repeated_too_little_is_not_compared(said: tuple[str, ...], source: tuple[str, ...]) -> None:
    min_repeated = 0.7
    matcher = SequenceMatcher(None, source, said, autojunk=False)
    n_same = sum(block.size for block in matcher.get_matching_blocks())
    if edits._changes(said, source, min_repeated):
        assert n_same >= min_repeated * len(said)


@given(st.lists(st.sampled_from(["a b", "c", "d e f", "g", "b c"]), max_size=30).map(" ".join), st.integers(2, 16))
def test_a_long_shared_run_is_found_wherever_it_begins(text: str, n: int) -> None:
    witness = Witness(factories.report(title="x", text="a b c d e f g b c a b c c d e f d e f g g a b c d e f."))
    ground = Ground((Line(witness, 0),), (Line(witness, 0),))
    tokens = tuple(text.split())
    runs = (tokens[at : at + n] for at in range(len(tokens) - n + 1))
    found = [" ".join(run) for run in runs if f" {' '.join(run)} " in witness.token_line]
    assert conduct._shared_run(tokens, ground, n) == (found[0] if found else None)


PIECES = st.sampled_from(
    [
        "Rs.5,000",
        " ",
        ", ",
        ". ",
        "; ",
        " – ",
        " -- ",
        "-",
        "U.S.",
        "“",
        "”",
        "(",
        ")",
        "Perera's",
        "half",
        "é",
        "½",
        "\n",
        "´",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_a_sentence_cut_at_once_has_the_words_of_its_clauses(text: str) -> None:
    by_clause = [words.tokens(clause) for clause in reading._CLAUSE_END.split(text)]
    assert [word.token for word in reading.Reading(text, "en").words] == [t for tokens in by_clause for t in tokens]


def test_a_sentence_that_holds_the_mark_of_a_clause_keeps_it_as_a_word() -> None:
    read = reading.Reading("The clausebreak, said Olga, held.", "en")
    assert read.tokens == ("the", "clausebreak", "said", "olga", "held")
    assert [word.clause for word in read.words] == [0, 0, 1, 1, 2]


@given(st.lists(st.lists(st.sampled_from(["dam", "wall", "flood", "break"]), max_size=6), max_size=6), st.data())
def test_the_nearest_places_on_either_side_give_the_least_distance(
    sentences: list[list[str]], data: st.DataObject
) -> None:
    index = evidence.Evidence(reading.Reading(" ".join(words_), "en") for words_ in sentences)
    if not index.places:
        return
    one, other = (data.draw(st.sampled_from(sorted(index.places))) for _ in range(2))
    distances = [
        abs(x - y) + 15 * (index.sentence_of[x] != index.sentence_of[y]) + 2 * (y < x)
        for x in index.places[one]
        for y in index.places[other]
    ]
    assert index.distance(one, other) == min(evidence.FARTHEST, *distances)


_PLAIN_LETTERS = st.text(alphabet="abcdefgiklmnorstuvy -.,;\n", max_size=20)
_TIMES = st.sampled_from([
    "Monday", "on Tuesday", "Sept", "May", "in March", "yesterday", "last year", "two weeks ago", "the day before yesterday",
    "tonight",
])  # fmt: skip
_COUNTS = st.sampled_from(
    ["two", "half", "a hundred", "dozens", "twenty-one", "the third", "a dozen", "hundreds of", "one"]
)


@given(st.lists(st.one_of(_PLAIN_LETTERS, _TIMES, _COUNTS), max_size=6).map(" ".join))
def test_what_the_words_of_a_sentence_rule_out_would_not_be_found(text: str) -> None:
    anchor, tokens = date(2000, 6, 15), words.tokens(text)
    if not dates.may_name(tokens, "en"):
        assert not dates.find(text, anchor=anchor, language="en")
    if not quantities.may_state(tokens, "en"):
        assert not quantities.find(text, "en", moments=())


@given(
    st.lists(st.text(alphabet="abc", min_size=1, max_size=8), min_size=1, max_size=12),
    st.text(alphabet="abcd", min_size=1, max_size=8),
)
def test_the_nearest_spelling_is_the_one_that_comparing_with_every_word_finds(known: list[str], asked: str) -> None:
    beside = evidence.Evidence([Reading(" ".join(known), "xx")])
    assert beside.likeness(asked) == max(evidence.likeness(asked, word) for word in beside.places)
