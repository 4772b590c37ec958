"""Ranking lists in MIND's formats: reading them, refusing what is wrong, and never looking at a list's own outcome."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.errors import BadInput
from newswright.stages.personalise import impressions
from newswright.stages.personalise.impressions import Behavior, NewsItem
from newswright.stages.personalise.listwise import Listwise
from newswright.stages.personalise.taste import Taste

NEWS = [
    "N1\tsport\tsoccer\tRovers win the cup\tAn abstract.\thttps://news.invalid/1\t[]\t[]",
    "N2\tsport\tsoccer\tRovers lose a keeper",
    "N3\tfinance\t\tBank of Ellery lifts rates",
    "N4\tfinance\tmarkets\tShares slip in Ellery\t",
]
LIST = "7\tU1\t11/13/2019 5:53:12 AM\tN1\tN2-0 N3-1"


def news() -> dict[str, NewsItem]:
    return impressions.read_news(NEWS)


def behaviors(*lines: str) -> list[Behavior]:
    return list(impressions.read_behaviors(lines))


def at(hour: int, name: str, history: str, shown: str, day: int = 9) -> str:
    return f"{name}\tU{name}\t11/{day}/2019 {hour % 12 or 12}:00:00 {'AM' if hour < 12 else 'PM'}\t{history}\t{shown}"


def test_news_may_stop_after_the_abstract_or_before_it() -> None:
    items = news()
    assert items["N1"].abstract == "An abstract."
    assert items["N2"].abstract == ""
    assert items["N3"].subcategory == ""


def test_a_list_is_read_with_its_labels_and_without() -> None:
    labelled, plain = behaviors(LIST, LIST.replace("-0", "").replace("-1", ""))
    assert labelled.candidates == plain.candidates == ("N2", "N3")
    assert labelled.labels == (False, True)
    assert plain.labels is None
    assert labelled.at.hour == 5


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("7\tU1\t11/13/2019 5:53:12 AM\tN1", "impressions"),
        ("7\tU1\tyesterday\tN1\tN2-0", "time"),
        ("7\tU1\t11/13/2019 5:53:12 AM\tN1\t", "impressions"),
        ("7\tU1\t11/13/2019 5:53:12 AM\tN1\tN2-0 N3", "impressions"),
        ("7\tU1\t11/13/2019 5:53:12 AM\tN1\tN2-7", "impressions"),
        ("7\tU1\t11/13/2019 5:53:12 AM\tN1\t-1", "impressions"),
    ],
)
def test_a_bad_list_is_refused_with_line_and_field(line: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        list(impressions.read_behaviors([LIST, line], path="behaviors.tsv"))
    assert (refused.value.path, refused.value.line, refused.value.field) == ("behaviors.tsv", 2, field)
    assert refused.value.expected


def test_bad_news_is_refused_with_line_and_field() -> None:
    with pytest.raises(BadInput, match=r"news\.tsv, line 1, field 'title'"):
        impressions.read_news(["N1\tsport"], path="news.tsv")
    with pytest.raises(BadInput, match="line 2, field 'id'"):
        impressions.read_news([NEWS[0], "\tsport\t\tNo id"])


def test_what_was_good_is_kept_where_the_bad_is_taken_note_of() -> None:
    bad: list[BadInput] = []
    kept = list(impressions.read_behaviors([LIST, "nonsense", "", LIST], on_bad=bad.append))
    assert len(kept) == 2
    assert [one.line for one in bad] == [2]


def test_ranks_are_written_as_mind_has_them() -> None:
    assert impressions.write_line("24", [2, 1, 3]) == "24 [2,1,3]"
    assert list(impressions.rank(news(), behaviors(LIST))) == ["7 [1,2]"]


def test_a_reader_of_sport_is_ranked_sport_first_before_anything_was_learned() -> None:
    lines = behaviors(at(1, "1", "N1", "N3 N2"))
    assert list(impressions.ranked(news(), lines)) == [("1", [2, 1])]


def test_an_article_that_all_take_moves_up() -> None:
    train = behaviors(*(at(n % 24, str(n), "", "N2-0 N4-1", day=9 + n // 24) for n in range(60)))
    asked = behaviors(at(1, "x", "", "N2 N4", day=13))
    assert dict(impressions.ranked(news(), asked, train=train))["x"] == [2, 1]


def test_articles_and_histories_that_nobody_described_are_ranked_all_the_same() -> None:
    lines = behaviors(at(1, "1", "N99 N98", "N97 N96 N95"))
    assert sorted(dict(impressions.ranked(news(), lines))["1"]) == [1, 2, 3]


lists = st.lists(
    st.tuples(
        st.integers(0, 23),
        st.integers(9, 13),
        st.lists(st.sampled_from(["N1", "N2", "N3", "N4", "N9"]), max_size=4),
        st.lists(st.tuples(st.sampled_from(["N1", "N2", "N3", "N4", "N9"]), st.integers(0, 1)), min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=12,
).map(
    lambda drawn: behaviors(
        *(
            at(hour, str(n), " ".join(history), " ".join(f"{article}-{label}" for article, label in shown), day)
            for n, (hour, day, history, shown) in enumerate(drawn)
        )
    )
)


@given(lists)
def test_ranks_are_a_permutation_in_the_order_of_the_input(given_lists: list[Behavior]) -> None:
    ranked = list(impressions.ranked(news(), given_lists))
    assert [name for name, _ in ranked] == [one.id for one in given_lists]
    for one, (_, ranks) in zip(given_lists, ranked, strict=True):
        assert sorted(ranks) == list(range(1, len(one.candidates) + 1))
    assert ranked == list(impressions.ranked(news(), given_lists))


@given(lists, lists)
def test_labels_of_the_lists_to_be_ranked_are_not_looked_at(train: list[Behavior], asked: list[Behavior]) -> None:
    unlabelled = [replace(one, labels=None) for one in asked]
    assert list(impressions.ranked(news(), asked, train=train)) == list(
        impressions.ranked(news(), unlabelled, train=train)
    )


@given(lists)
def test_without_training_a_list_is_ranked_by_what_came_before_it(given_lists: list[Behavior]) -> None:
    last = max(range(len(given_lists)), key=lambda n: (given_lists[n].at, given_lists[n].id))
    turned = given_lists.copy()
    turned[last] = replace(turned[last], labels=tuple(not label for label in turned[last].labels or ()))
    assert list(impressions.ranked(news(), turned)) == list(impressions.ranked(news(), given_lists))


def test_listwise_learning_finds_the_signal_that_counts() -> None:
    dice = np.random.default_rng(1)
    model = Listwise(np.zeros(3), 1.0)
    for _ in range(300):
        features = dice.standard_normal((8, 3))
        scores = 2 * features[:, 0] - features[:, 1] + dice.gumbel(size=8)
        model.learn(features, scores == scores.max())
    assert model.weights == pytest.approx([2, -1, 0], abs=0.5)


def test_listwise_learns_nothing_where_all_or_none_was_taken() -> None:
    model = Listwise(np.ones(2), 1.0)
    model.learn(np.eye(2), np.array([True, True]))
    model.learn(np.eye(2), np.array([False, False]))
    assert model.weights == pytest.approx([1, 1])


def test_words_that_the_same_readers_read_are_near_in_taste() -> None:
    dice = np.random.default_rng(3)
    sea, hills = [f"sea{n}" for n in range(40)], [f"hill{n}" for n in range(40)]
    readers = [
        [dict.fromkeys(dice.choice(words, 3, replace=False).tolist(), 1.0) for _ in range(6)]
        for words in (sea, hills)
        for _ in range(60)
    ]
    taste = Taste(n_directions=8, n_readers_min=3)
    taste.fit(readers)
    near = taste.place({"sea0": 1.0}) @ taste.place({"sea1": 1.0})
    far = taste.place({"sea0": 1.0}) @ taste.place({"hill1": 1.0})
    assert near > 0.5 > far


def test_few_readers_teach_no_taste() -> None:
    taste = Taste()
    taste.fit([[{"reactor": 1.0}]])
    assert not taste.place({"reactor": 1.0}).any()
