"""One reader's slate: what rules it, what explains it, and what must hold whatever the reader did."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records.ids import EditionId, ReaderId, StoryId
from newswright.records.readers import (
    Candidate,
    Engagement,
    EngagementKind,
    Profile,
    ReasonKind,
    Slate,
    Vote,
    Wish,
    WishKind,
)
from newswright.stages import personalise

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
READER = ReaderId("ada")
TOPICS = ("science", "politics", "sport", "business", "culture", "health")
NAMES = ("Port Ellery", "Mara Lindqvist", "Tessaly Water", "Oskar Brandt", "Northgate Rovers")
SOURCES = ("harbour-post", "the-ledger", "radio-mistral", "valley-wire")
WORDS = ("reactor", "ferry", "budget", "harvest", "goal", "vaccine", "orchestra", "strike", "comet", "bridge")


def story(name: str = "s1", **changes: object) -> Candidate:
    standard: dict[str, object] = {
        "story_id": StoryId(name),
        "headline": "Ferry returns to the quay",
        "dek": "The crossing was shut for a week.",
        "language": "en",
        "issued_at": NOW - timedelta(hours=1),
        "happened_at": NOW - timedelta(hours=2),
        "version": 1,
    }
    return Candidate(**{**standard, **changes})  # type: ignore[arg-type]  # keyword by keyword, for short tests


def reader(*wishes: Wish, **changes: object) -> Profile:
    return Profile(reader_id=READER, wishes=wishes, **changes)  # type: ignore[arg-type]  # as above


def follow(kind: WishKind, value: str) -> Wish:
    return Wish(kind=kind, value=value)


def mute(kind: WishKind, value: str) -> Wish:
    return Wish(kind=kind, value=value, is_mute=True)


def vote(value: int, name: str = "s1", at: datetime = NOW) -> Vote:
    return Vote(reader_id=READER, story_id=StoryId(name), value=value, voted_at=at)


def did(kind: EngagementKind, name: str = "s1", version: int = 1, at: datetime = NOW) -> Engagement:
    return Engagement(reader_id=READER, story_id=StoryId(name), kind=kind, at=at, version=version)


def shown(slate: Slate) -> list[str]:
    return [entry.story_id for entry in slate.entries]


def make(candidates: Sequence[Candidate], profile: Profile | None = None, **changes: object) -> Slate:
    return personalise.slate(candidates, profile or reader(), now=NOW, **changes)  # type: ignore[arg-type]  # as above


def kinds(slate: Slate, name: str) -> set[ReasonKind]:
    return {reason.kind for entry in slate.entries if entry.story_id == name for reason in entry.reasons}


def test_a_followed_topic_comes_first_and_the_receipt_says_so() -> None:
    candidates = [story("goal", topics=("sport",)), story("comet", topics=("science",))]
    slate = make(candidates, reader(follow(WishKind.TOPIC, "Science")))
    assert shown(slate)[0] == "comet"
    assert slate.entries[0].reasons[0].text == "You follow Science"
    assert slate.entries[0].reasons[0].feature == "topic:Science"


def test_a_muted_word_hides_its_other_forms_too() -> None:
    candidates = [
        story("a", headline="Strikes close the port"),
        story("b", dek="Ministers hope."),
        story("c", text="A striking view."),
    ]
    slate = make(candidates, reader(mute(WishKind.WORD, "strike")))
    assert "a" not in shown(slate)
    assert "b" in shown(slate)
    assert slate.n_muted == len(candidates) - len(slate.entries)


def test_a_muted_word_is_a_whole_word() -> None:
    candidates = [story("art", text="A gallery of art."), story("start", text="The start of the party.")]
    assert shown(make(candidates, reader(mute(WishKind.WORD, "art")))) == ["start"]


@pytest.mark.parametrize(
    ("language", "word", "headline"),
    [
        ("de", "Wahl", "Nach den Wahlen wird gerechnet"),
        ("fr", "élection", "Les élections sont reportées"),
        ("es", "huelga", "Las huelgas paran el puerto"),
        ("zh", "选举", "地方选举推迟举行"),
    ],
)
def test_mutes_know_the_language_of_the_story(language: str, word: str, headline: str) -> None:
    candidates = [story("it", headline=headline, language=language), story("other")]
    assert shown(make(candidates, reader(mute(WishKind.WORD, word)))) == ["other"]


def test_a_muted_phrase_needs_its_words_side_by_side() -> None:
    candidates = [
        story("both", text="A climate of change."),
        story("apart", text="The climate of opinion may not change soon."),
    ]
    hidden = make(candidates, reader(mute(WishKind.WORD, "climate change")))
    assert shown(hidden) == ["apart"]


def test_who_the_agency_is_not_who_the_word() -> None:
    candidates = [story("agency", text="The WHO sent doctors."), story("word", text="Doctors who stayed.")]
    assert shown(make(candidates, reader(mute(WishKind.WORD, "WHO")))) == ["word"]


def test_a_muted_name_is_found_in_names_and_in_text_but_not_in_like_words() -> None:
    candidates = [
        story("named", names=("Mara Lindqvist",)),
        story("told", text="Before the vote, Mara Lindqvist’s office said no."),
        story("other", text="Lindqvist Street reopens."),
    ]
    assert shown(make(candidates, reader(mute(WishKind.NAME, "mara lindqvist")))) == ["other"]


def test_a_muted_source_hides_only_what_it_tells_alone() -> None:
    candidates = [
        story("alone", source_ids=("harbour-post",)),
        story("shared", source_ids=("harbour-post", "the-ledger")),
    ]
    slate = make(candidates, reader(mute(WishKind.SOURCE, "Harbour Post")))
    assert shown(slate) == ["shared"]
    assert slate.n_muted == 1


def test_two_muted_sources_hide_what_only_they_tell() -> None:
    candidates = [story("both", source_ids=("harbour-post", "the-ledger")), story("free", source_ids=())]
    mutes = (mute(WishKind.SOURCE, "harbour-post"), mute(WishKind.SOURCE, "The Ledger"))
    assert shown(make(candidates, reader(*mutes))) == ["free"]


def test_what_was_voted_down_or_hidden_is_gone() -> None:
    candidates = [story("down"), story("hidden"), story("shown again"), story("left")]
    acts = [
        did(EngagementKind.HIDE, "hidden"),
        did(EngagementKind.HIDE, "shown again", at=NOW - timedelta(hours=2)),
        did(EngagementKind.UNHIDE, "shown again", at=NOW - timedelta(hours=1)),
    ]
    slate = make(candidates, votes={StoryId("down"): vote(-1, "down")}, engagements=acts)
    assert sorted(shown(slate)) == ["left", "shown again"]


def test_a_read_story_returns_only_with_something_new_and_says_so() -> None:
    candidates = [story("same", version=1), story("grown", version=3)]
    acts = [did(EngagementKind.OPEN, "same", 1), did(EngagementKind.OPEN, "grown", 2)]
    slate = make(candidates, engagements=acts)
    assert shown(slate) == ["grown"]
    assert ReasonKind.NEW_SINCE in kinds(slate, "grown")


def test_an_up_vote_lifts_what_is_like_it_and_is_named_as_the_reason() -> None:
    liked = story("liked", topics=("politics",), names=("Port Ellery",))
    alike = story("alike", topics=("politics",), names=("Port Ellery",), happened_at=NOW - timedelta(hours=5))
    other = story("other", topics=("sport",), names=("Northgate Rovers",), happened_at=NOW - timedelta(hours=4))
    assert shown(make([alike, other])) == ["other", "alike"]
    profile = personalise.learn(reader(), liked, vote(1, "liked"))
    slate = make([alike, other], profile)
    assert shown(slate) == ["alike", "other"]
    texts = [reason.text for reason in slate.entries[0].reasons if reason.kind is ReasonKind.VOTE]
    assert texts == ["Because you voted up stories about Politics"]


def test_reading_is_a_weaker_sign_than_a_vote_and_is_named_as_a_habit() -> None:
    liked, alike = story("liked", topics=("science",)), story("alike", topics=("science",))
    opened = personalise.learn(reader(), liked, did(EngagementKind.OPEN, "liked"))
    voted = personalise.learn(reader(), liked, vote(1, "liked"))
    assert 0 < opened.interests["topic:science"] < voted.interests["topic:science"]
    assert ReasonKind.HABIT in kinds(make([alike], opened), "alike")


def test_a_new_reader_gets_what_is_wide_fast_and_fresh() -> None:
    candidates = [
        story("old", happened_at=NOW - timedelta(days=3), n_origins=9, trend_score=4.0),
        story("small"),
        story("wide", n_origins=9),
        story("wide and fast", n_origins=9, trend_score=6.0, n_outlets=11, trend_since_at=NOW - timedelta(hours=3)),
    ]
    slate = make(candidates)
    assert shown(slate) == ["wide and fast", "wide", "small", "old"]
    assert "Trending: 11 outlets in 3 h" in [reason.text for reason in slate.entries[0].reasons]


def test_nothing_ranks_ahead_of_now() -> None:
    from_the_future = story("future", happened_at=NOW + timedelta(days=400))
    just_now = story("now", happened_at=NOW)
    scores = {entry.story_id: entry.score for entry in make([from_the_future, just_now]).entries}
    assert scores[StoryId("future")] == scores[StoryId("now")]


def test_no_topic_fills_the_top() -> None:
    science = [story(f"science {n}", topics=("science",), n_origins=8) for n in range(20)]
    others = [story(f"{topic} {n}", topics=(topic,), n_origins=4) for topic in TOPICS[1:] for n in range(4)]
    top = shown(make([*science, *others]))[:10]
    assert sum(name.startswith("science") for name in top) <= 6


def test_a_share_comes_from_outside_the_readers_interests() -> None:
    inside = [story(f"inside {n}", topics=("science",), n_origins=9) for n in range(40)]
    outside = [story(f"outside {n}", topics=("sport",)) for n in range(40)]
    slate = make([*inside, *outside], reader(follow(WishKind.TOPIC, "science"), outside_share=0.3), limit=20)
    n_outside = sum(name.startswith("outside") for name in shown(slate))
    assert n_outside >= 6
    drawn = [e for e in slate.entries if any(r.kind is ReasonKind.OUTSIDE for r in e.reasons)]
    assert drawn
    assert all(entry.story_id.startswith("outside") for entry in drawn)


def test_a_reader_of_one_language_gets_that_one() -> None:
    candidates = [story("en"), story("de", language="de-AT"), story("und", language="und")]
    assert sorted(shown(make(candidates, reader(languages=("de",))))) == ["de", "und"]


def test_the_slider_moves_the_slate_from_mine_to_trending() -> None:
    mine, trending = story("mine", topics=("science",)), story("trending", trend_score=20.0, n_origins=16)
    wish = follow(WishKind.TOPIC, "science")
    assert shown(make([mine, trending], reader(wish, trending_share=0.1)))[0] == "mine"
    assert shown(make([mine, trending], reader(wish, trending_share=0.9)))[0] == "trending"


@pytest.mark.parametrize("score", [30.0, 300.0])
def test_where_much_trends_it_does_not_drown_what_a_reader_follows(score: float) -> None:
    mine = story("mine", topics=("science",), n_origins=3, n_outlets=3)
    trending = [story(f"trend{n}", trend_score=score + n, n_origins=16, n_outlets=16) for n in range(10)]
    assert shown(make([mine, *trending], reader(follow(WishKind.TOPIC, "science"))))[0] == "mine"


def test_one_story_twice_among_the_candidates_is_shown_once_at_its_latest_version() -> None:
    slate = make([story("s", version=1), story("s", version=2)], engagements=[did(EngagementKind.OPEN, "s", 1)])
    assert shown(slate) == ["s"]


def test_no_candidates_give_an_empty_slate() -> None:
    assert make([]).entries == ()


def test_forgetting_a_feature_unlearns_it_alone() -> None:
    profile = personalise.learn(reader(), story("a", topics=("science", "health")), vote(1, "a"))
    left = personalise.forget(profile, "topic:science")
    assert "topic:science" not in left.interests
    assert left.interests["topic:health"] > 0


def test_another_readers_act_teaches_nothing() -> None:
    stranger = replace(vote(1), reader_id=ReaderId("someone else"))
    with pytest.raises(ValueError, match="says nothing of reader"):
        personalise.learn(reader(), story(), stranger)


def test_interests_fade_with_time() -> None:
    old = personalise.learn(reader(), story("a", topics=("science",)), vote(1, "a", NOW - timedelta(days=365)))
    slate = make([story("b", topics=("science",))], old)
    assert kinds(slate, "b") <= {ReasonKind.FRESH, ReasonKind.REACH}


def test_what_is_remembered_of_a_reader_stays_small() -> None:
    profile = reader()
    for n in range(150):
        candidate = story(f"s{n}", headline=f"Word{n} other{n} third{n}", names=(f"Person {n}",), topics=("world",))
        profile = personalise.learn(profile, candidate, vote(1, f"s{n}", NOW + timedelta(minutes=n)))
    policy = personalise.PersonalisePolicy()
    assert len(profile.lessons) == policy.n_lessons_max
    assert len(profile.interests) <= policy.n_interests_max


# What holds whatever happens

candidates = st.builds(
    story,
    name=st.sampled_from([f"s{n}" for n in range(40)]),
    headline=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
    text=st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    topics=st.lists(st.sampled_from(TOPICS), max_size=3, unique=True).map(tuple),
    names=st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple),
    source_ids=st.lists(st.sampled_from(SOURCES), max_size=4, unique=True).map(tuple),
    n_origins=st.integers(1, 30),
    trend_score=st.floats(-5, 50),
    version=st.integers(1, 3),
    happened_at=st.floats(-5, 200).map(lambda hours: NOW - timedelta(hours=hours)),
)
wishes = st.builds(
    lambda about, is_mute: Wish(kind=about[0], value=about[1], is_mute=is_mute),
    st.one_of(
        st.tuples(st.just(WishKind.TOPIC), st.sampled_from(TOPICS)),
        st.tuples(st.just(WishKind.NAME), st.sampled_from(NAMES)),
        st.tuples(st.just(WishKind.SOURCE), st.sampled_from(SOURCES)),
        st.tuples(st.just(WishKind.WORD), st.sampled_from(WORDS)),
    ),
    st.booleans(),
)
votes = st.builds(
    lambda candidate, value, minutes: (candidate, vote(value, candidate.story_id, NOW - timedelta(minutes=minutes))),
    candidates,
    st.sampled_from([-1, 1]),
    st.integers(0, 10_000),
)
pools = st.lists(candidates, max_size=40)


@st.composite
def readers(draw: st.DrawFn) -> Profile:
    profile = reader(
        *draw(st.lists(wishes, max_size=5)),
        outside_share=draw(st.floats(0, 1)),
        trending_share=draw(st.floats(0, 1)),
    )
    for candidate, cast in draw(st.lists(votes, max_size=8)):
        profile = personalise.learn(profile, candidate, cast)
    return profile


@given(pools, readers(), st.integers(0, 5), st.integers(0, 30))
def test_a_slate_is_whole(offered: list[Candidate], profile: Profile, seed: int, limit: int) -> None:
    slate = make(offered, profile, seed=seed, limit=limit, edition_id=EditionId("e1"))
    assert max(Counter(shown(slate)).values(), default=1) == 1
    assert set(shown(slate)) <= {candidate.story_id for candidate in offered}
    assert [entry.position for entry in slate.entries] == list(range(1, len(slate.entries) + 1))
    assert len(slate.entries) == min(limit, len({c.story_id for c in offered}) - slate.n_muted)
    for entry in slate.entries:
        assert entry.score > 0
        assert entry.reasons
        assert sum(reason.share for reason in entry.reasons) == pytest.approx(1)
        assert all(0 < reason.share <= 1 and reason.text for reason in entry.reasons)


@given(pools, readers(), st.integers(0, 5), st.randoms())
def test_the_same_input_gives_the_same_slate_in_any_order(
    offered: list[Candidate], profile: Profile, seed: int, dice: object
) -> None:
    unique = list({candidate.story_id: candidate for candidate in offered}.values())
    shuffled = unique.copy()
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' random.Random
    assert make(unique, profile, seed=seed) == make(shuffled, profile, seed=seed)


@given(pools, readers())
def test_mutes_always_hold(offered: list[Candidate], profile: Profile) -> None:
    latest = {c.story_id: c for c in sorted(offered, key=lambda c: c.version)}
    muted = {(wish.kind, wish.value) for wish in profile.wishes if wish.is_mute}
    for name in shown(make(offered, profile, limit=100)):
        candidate = latest[StoryId(name)]
        if sum(c.story_id == name and c.version == candidate.version for c in offered) > 1:
            continue  # which of two equal versions stands is not said
        assert not {(WishKind.TOPIC, topic) for topic in candidate.topics} & muted
        assert not {(WishKind.NAME, named) for named in candidate.names} & muted
        assert not {(WishKind.WORD, word) for word in f"{candidate.headline} {candidate.text}".split()} & muted
        sources = {(WishKind.SOURCE, source) for source in candidate.source_ids}
        assert not sources or not sources <= muted


@given(pools, readers(), votes)
def test_a_vote_never_changes_another_readers_slate(
    offered: list[Candidate], profile: Profile, cast: tuple[Candidate, Vote]
) -> None:
    pool = personalise.pool(offered)
    stranger = Profile(reader_id=ReaderId("bo"), wishes=profile.wishes, interests=dict(profile.interests))
    before = personalise.slate(pool, stranger, now=NOW)
    voter = personalise.learn(profile, cast[0], cast[1])
    personalise.slate(pool, voter, now=NOW, votes={cast[1].story_id: cast[1]})
    assert personalise.slate(pool, stranger, now=NOW) == before


@given(readers(), candidates, candidates, st.sampled_from(TOPICS))
def test_an_up_vote_never_lowers_a_story_like_it(
    profile: Profile, liked: Candidate, alike: Candidate, topic: str
) -> None:
    profile = replace(profile, wishes=(), lessons=tuple(profile.lessons))
    liked = replace(liked, story_id=StoryId("liked"), topics=(topic,))
    alike = replace(alike, story_id=StoryId("alike"), topics=(topic,))
    after = personalise.learn(profile, liked, vote(1, "liked"))
    # 1e-5: weights are rounded to six decimals, so that they fade and add up the same everywhere
    assert make([alike], after).entries[0].score >= make([alike], profile).entries[0].score - 1e-5


@given(readers(), votes)
def test_taking_a_vote_back_restores_the_profile(profile: Profile, cast: tuple[Candidate, Vote]) -> None:
    candidate, given_vote = cast
    fresh = replace(candidate, story_id=StoryId("new"))
    voted = personalise.learn(profile, fresh, replace(given_vote, story_id=StoryId("new")))
    assert voted != profile
    assert personalise.learn(voted, fresh, vote(0, "new")) == profile


@given(readers(), votes)
def test_voting_twice_is_voting_once_and_a_changed_vote_replaces(
    profile: Profile, cast: tuple[Candidate, Vote]
) -> None:
    candidate, given_vote = cast
    once = personalise.learn(profile, candidate, given_vote)
    assert personalise.learn(once, candidate, given_vote) == once
    turned = replace(given_vote, value=-given_vote.value)
    assert (
        personalise.learn(once, candidate, turned).lessons
        == personalise.learn(
            personalise.learn(once, candidate, replace(given_vote, value=0)), candidate, turned
        ).lessons
    )


@given(st.lists(votes, max_size=8, unique_by=lambda cast: cast[0].story_id), st.randoms())
def test_the_order_in_which_votes_arrive_does_not_matter(cast: list[tuple[Candidate, Vote]], dice: object) -> None:
    shuffled = cast.copy()
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' random.Random
    profiles = []
    for order in (cast, shuffled):
        profile = reader()
        for candidate, given_vote in order:
            profile = personalise.learn(profile, candidate, given_vote)
        profiles.append(profile)
    assert profiles[0] == profiles[1]


@given(pools, readers(), st.integers(0, 3))
def test_the_share_from_outside_holds_in_every_top(offered: list[Candidate], profile: Profile, seed: int) -> None:
    profile = replace(
        profile, wishes=(follow(WishKind.TOPIC, "science"),), lessons=(), interests={}, outside_share=0.25
    )
    slate = make(offered, profile, seed=seed, limit=100)
    topics = {c.story_id: c.topics for c in personalise.pool(offered).candidates}
    is_outside = ["science" not in topics[StoryId(name)] for name in shown(slate)]
    for k in range(1, len(is_outside) + 1):
        assert sum(is_outside[:k]) >= min(k // 4, sum(is_outside))
