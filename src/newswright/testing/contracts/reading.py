# ruff: noqa: S101, S106 - a contract asserts, and its passwords are made up
"""What a store promises of readers, and of its own upkeep."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from newswright.ports import Store
from newswright.records.ids import EditionId, ReaderId, StoryId
from newswright.records.readers import EngagementKind, VoteCount, Wish, WishKind
from newswright.testing import factories as make
from newswright.testing.contracts.scenes import (
    NOON,
    TOVE,
    WALL,
    fill_with_doings,
    hours,
    place,
    two_merged_stories,
)


class ReadersContract:
    """Readers: their accounts, votes, profiles, and their right to be forgotten."""

    def test_a_reader_is_found_by_id_and_by_name_in_any_case(self, store: Store) -> None:
        assert store.put_reader(make.reader("Tove", password_hash="$argon2id$…"))
        assert store.reader(TOVE) == store.reader_by_name("TOVE") == make.reader("Tove", password_hash="$argon2id$…")
        assert store.reader(ReaderId("nobody")) is None
        assert store.reader_by_name("nobody") is None

    def test_a_name_belongs_to_one_reader(self, store: Store) -> None:
        store.put_reader(make.reader("Tove"))
        assert not store.put_reader(make.reader("tove", id="impostor"))
        assert store.reader(ReaderId("impostor")) is None
        assert store.put_reader(make.reader("Tove", password_hash="new"))
        assert store.put_reader(make.reader(None, id="a"))
        assert store.put_reader(make.reader(None, id="b"))

    def test_a_profile_is_fresh_until_something_is_known(self, store: Store) -> None:
        assert store.profile(TOVE) == make.profile("tove")
        known = make.profile(
            "tove", wishes=(Wish(kind=WishKind.WORD, value="golf", is_mute=True),), interests={"a": 0.5}
        )
        store.put_profile(known)
        assert store.profile(TOVE) == known

    def test_a_vote_is_set_changed_and_taken_back(self, store: Store) -> None:
        assert store.put_vote(make.vote(1)) is None
        assert store.put_vote(make.vote(-1)) == make.vote(1)
        assert store.votes(TOVE) == {WALL: make.vote(-1)}
        assert store.vote_counts([WALL, StoryId("other")]) == {WALL: VoteCount(n_down=1), StoryId("other"): VoteCount()}
        assert store.put_vote(make.vote(0)) == make.vote(-1)
        assert store.put_vote(make.vote(0)) is None
        assert store.votes(TOVE) == {}
        assert store.vote_counts([WALL]) == {WALL: VoteCount()}

    def test_votes_are_counted_exactly_when_many_vote_at_once(self, store: Store) -> None:
        ballots = [[make.vote(value, f"reader-{n}") for value in (1, -1, 1 if n % 4 else -1)] for n in range(20)]
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda of_one: [store.put_vote(vote) for vote in of_one], ballots))
        assert store.vote_counts([WALL]) == {WALL: VoteCount(n_up=15, n_down=5)}

    def test_engagements_come_oldest_first_and_once(self, store: Store) -> None:
        later = make.engagement(kind=EngagementKind.SAVE, at=NOON + hours(1), version=2)
        for engagement in (later, make.engagement(), later):
            store.put_engagement(engagement)
        assert store.engagements(TOVE) == [make.engagement(), later]
        assert store.engagements(ReaderId("nobody")) == []

    def test_impressions_are_logged_once(self, store: Store) -> None:
        shown = [make.impression(n, story=f"s{n}", edition_id=EditionId("e")) for n in (1, 2)]
        store.put_impressions(shown)
        store.put_impressions(shown)
        assert len(store.export_reader(TOVE)["impressions"]) == 2

    def test_problems_come_latest_first_and_are_resolved_in_place(self, store: Store) -> None:
        later = make.problem("later", reported_at=NOON + hours(1))
        store.put_problem(make.problem())
        store.put_problem(later)
        store.put_problem(make.problem(resolution="Corrected in version 2."))
        assert store.problems(limit=9) == [later, make.problem(resolution="Corrected in version 2.")]
        assert store.problems(limit=1) == [later]
        assert store.problems(limit=9, reader_id=later.reader_id)[0] == later
        assert store.problems(limit=9, reader_id=ReaderId("nobody")) == []

    def test_an_export_holds_all_that_is_kept_and_no_password(self, store: Store) -> None:
        fill_with_doings(store, "tove")
        fill_with_doings(store, "ada")
        exported = store.export_reader(TOVE)
        assert {table for table, rows in exported.items() if rows} >= {
            *("readers", "profiles", "votes", "engagements", "impressions", "problems"),
        }
        printed = json.dumps(exported)
        assert "argon2" not in printed
        assert "ada" not in printed
        assert exported["votes"][0]["voted_at"]

    def test_a_deleted_reader_leaves_no_trace_and_others_stay(self, store: Store) -> None:
        fill_with_doings(store, "tove")
        fill_with_doings(store, "ada")
        before = store.export_reader(ReaderId("ada"))
        store.delete_reader(TOVE)
        store.delete_reader(TOVE)
        assert not any(store.export_reader(TOVE).values())
        assert store.reader(TOVE) is None
        assert store.profile(TOVE) == make.profile("tove")
        assert store.export_reader(ReaderId("ada")) == before
        assert store.vote_counts([WALL]) == {WALL: VoteCount(n_up=1)}


class UpkeepContract:
    """Secrets, counts, backup."""

    def test_a_secret_is_made_once(self, store: Store) -> None:
        with ThreadPoolExecutor(4) as pool:
            made = set(pool.map(store.secret, ["cookies"] * 8))
        assert len(made) == 1
        assert len(store.secret("cookies")) == 32
        assert store.secret("other") not in made

    def test_counts_say_how_much_is_kept(self, store: Store) -> None:
        place(store, make.report())
        store.put_reports([make.report(title="Revised")])
        store.publish(make.article())
        counts = store.counts()
        assert (counts["reports"], counts["articles"], counts["stories"]) == (1, 1, 2)

    def test_a_sound_store_has_no_complaints(self, store: Store) -> None:
        two_merged_stories(store)
        store.publish(make.article())
        assert store.check() == []

    def test_a_backup_is_written(self, store: Store, tmp_path: Path) -> None:
        store.publish(make.article())
        store.backup(tmp_path / "copy")
        assert (tmp_path / "copy").stat().st_size > 0
