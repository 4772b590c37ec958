"""Cutting words fast gives what cutting them by the definition gives, for any text, however hostile."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newswright.text import words

APOSTROPHES = dict.fromkeys(map(ord, "‘’\u02bc"), "'") | dict.fromkeys([0xAD, 0x200B, 0xFEFF, 0x2060], "")
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
PECULIAR = "[\u0300-\u036f\u0483-\u0489\u0590-\u1dff\u200c\u200d\u3040-\ufaff\U00010000-\U0010ffff]"
PLAIN = r"\d+(?:[.,]\d+)*(?:[^\W\d_]+\d*)*|[^\W_]+(?:'[^\W\d_]+)*"
GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{2})*,\d{3}"

EDGES = "aAsS'’‘ʼ.,059 _-?\"“”…–\n\t\xa0\u3000éİßﬁ½²Ⅷ\u200b\ufeff\xad\u0338<=\x1c\x85\u2028٥\ufe20ǆñ€ж，：\ud800"
OTHERS = EDGES + "\u0301\u200d\u200cๅ๕ก海ｶﾞක්ෂத😀\U0001d400"


def by_definition(text: str) -> list[str]:
    """In one pass over the whole text, normalised at once, character by character where marks or unspaced scripts occur."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(APOSTROPHES)
    if re.search(PECULIAR, folded):
        letter = f"(?:(?![{UNSPACED}_\\d])[\\w{marks(folded)}])"
        pattern = f"[{UNSPACED}]+|\\d+(?:[.,]\\d+)*{letter}*|(?:\\d|{letter})+(?:'{letter}+)*"
    else:
        pattern = PLAIN
    return [piece for word in re.findall(pattern, folded) for piece in pieces(word)]


def marks(folded: str) -> str:
    return "".join(c for c in set(folded) if unicodedata.category(c) in {"Mn", "Mc"} or c in "\u200c\u200d")


def pieces(word: str) -> list[str]:
    if re.match(f"[{UNSPACED}]", word) and len(word) > 1:
        return [word[i : i + 2] for i in range(len(word) - 1)]
    if word.endswith("'s"):
        return [word[:-2]]
    return [re.sub("[.,]", "", word) if re.fullmatch(GROUPED, word) else word]


@settings(max_examples=400)
@given(st.text(alphabet=EDGES, max_size=30))
def test_plain_texts_are_cut_as_defined(text: str) -> None:
    assert words.tokens(text) == by_definition(text)


@settings(max_examples=400)
@given(st.text(alphabet=OTHERS, max_size=30))
def test_texts_in_scripts_of_their_own_are_cut_as_defined(text: str) -> None:
    assert words.tokens(text) == by_definition(text)


@given(st.lists(st.sampled_from(["Galle’s", "11,870", "1.5", "U.S.", "don't", "Café", "(the", "end).", "5pm", "火"])))
def test_whole_sentences_are_cut_as_defined(chosen: list[str]) -> None:
    assert words.tokens(" ".join(chosen)) == by_definition(" ".join(chosen))


@pytest.mark.parametrize("word", ["Galle's", "Ελλάδα", "සිංහල", "海港", "naïve"])
def test_a_word_is_cut_the_same_the_second_time(word: str) -> None:
    assert words.tokens(word) == words.tokens(word) == by_definition(word)


@pytest.mark.parametrize(
    "unit", ["A", "A ", "A.", ".", "'", "a'", "1,", "1,11", "é", "é ", "ж ", "海", "ක්", "_", "?", "5é"], ids=ascii
)
def test_a_million_characters_are_cut_in_one_go(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert sum(map(len, words.tokens(text))) <= 2 * len(text)


def test_a_peculiar_word_at_the_very_end_changes_the_cut_of_all() -> None:
    assert words.tokens("5g6 on") == ["5g6", "on"]
    assert words.tokens("5g6 on 火") == ["5g", "6", "on", "火"]


@given(st.lists(st.text(alphabet="abgnis'", min_size=1, max_size=6)), st.sampled_from(["en", "de-AT", "si", "xx", ""]))
def test_stemming_word_by_word_gives_what_stemming_all_gives(tokens: list[str], language: str) -> None:
    assert words.stemmed(tokens, language) == [stem for token in tokens for stem in words.stemmed([token], language)]


def test_a_memo_asks_once_and_forgets_all_when_it_is_full() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = words.Memo(length, n_most=2)
    assert [memo[word] for word in ("a", "a", "bb", "a")] == [1, 1, 2, 1]
    assert asked == ["a", "bb"]
    assert memo["ccc"] == 3
    assert list(memo) == ["ccc"]


def test_a_memo_does_not_keep_what_is_very_long() -> None:
    memo = words.Memo(len)
    assert memo["a" * 100_000] == 100_000
    assert not memo
