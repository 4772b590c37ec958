# ruff: noqa: S101 - a contract asserts
"""What a store promises of publication that can be answered for: rulings, looks, and work that is overtaken."""

from newswright.ports import Store
from newswright.records.articles import RulingKind
from newswright.records.ids import ReaderId, StoryId
from newswright.testing import factories as make
from newswright.testing.contracts.scenes import NOON, TOVE, WALL, hours, place


class AnsweringContract:
    """Editors' rulings, looks at cited pages, and stories that change while they are written."""

    def test_a_report_revised_while_its_story_is_written_keeps_it_on_the_desk(self, store: Store) -> None:
        story_id = place(store, make.report())
        told = store.story_reports(story_id)
        store.put_reports([make.report(text="The harbour wall holds, the coast guard said.")])
        assert store.publish(make.article(story_id), told=told)
        assert [story.id for story in store.unwritten_stories(limit=9)] == [story_id]
        store.mark_written(story_id, told=told)
        store.hold(make.hold(story_id), told=told)
        assert [story.id for story in store.unwritten_stories(limit=9)] == [story_id]
        store.mark_written(story_id, told=store.story_reports(story_id))
        assert store.unwritten_stories(limit=9) == []

    def test_a_report_that_joins_while_its_story_is_written_keeps_it_on_the_desk(self, store: Store) -> None:
        story_id = place(store, make.report())
        told = store.story_reports(story_id)
        place(store, make.report("later"), story_id)
        store.publish(make.article(story_id), told=told)
        assert [story.id for story in store.unwritten_stories(limit=9)] == [story_id]
        store.publish(make.article(story_id, version=2), told=store.story_reports(story_id))
        assert store.unwritten_stories(limit=9) == []

    def test_a_ruling_comes_with_all_that_it_brings_about_or_not_at_all(self, store: Store) -> None:
        store.publish(make.article())
        store.put_problem(make.problem())
        solved = make.problem(resolution="upheld")
        edited = make.article(version=2, issued_at=NOON + hours(1))
        ruling = make.ruling(kind=RulingKind.EDIT, at=NOON + hours(1))
        assert store.rule(ruling, article=edited, corrections=[make.correction()], problem=solved)
        assert store.article(WALL) == edited
        assert store.rulings(limit=9) == [ruling]
        assert store.corrections(limit=9) == [make.correction()]
        assert store.problems(limit=9) == [solved]
        late = make.ruling(at=NOON + hours(2))
        other = make.article(version=2, input_key="another")
        assert not store.rule(late, article=other, problem=make.problem(resolution="dismissed"))
        assert store.rulings(limit=9) == [ruling]
        assert store.problems(limit=9) == [solved]

    def test_rulings_come_latest_first(self, store: Store) -> None:
        for n, story in enumerate(["wall", "other", "wall"]):
            store.rule(make.ruling(story, at=NOON + hours(n)))
        assert [one.at for one in store.rulings(limit=2)] == [NOON + hours(2), NOON + hours(1)]
        assert [one.story_id for one in store.rulings(limit=9, story_id=WALL)] == ["wall", "wall"]

    def test_what_an_editor_holds_is_not_published_until_the_editor_lets_it_go(self, store: Store) -> None:
        story_id = place(store, make.report())
        store.publish(make.article(story_id))
        held = make.hold(story_id, held_by="Edda")
        assert store.rule(make.ruling(story_id, RulingKind.HOLD), hold=held)
        assert not store.publish(make.article(story_id, version=2))
        store.hold(make.hold(story_id, reason="no sentence stands"))
        assert store.last_hold(story_id) == held
        assert store.unwritten_stories(limit=9) == []
        store.rule(make.ruling(story_id, RulingKind.RELEASE, at=NOON + hours(1)))
        assert store.last_hold(story_id) is None
        assert [story.id for story in store.unwritten_stories(limit=9)] == [story_id]
        assert store.publish(make.article(story_id, version=2))

    def test_looks_begin_with_publication_and_come_when_they_are_due(self, store: Store) -> None:
        store.publish(make.article(), looks=[make.look("a", next_at=NOON + hours(1)), make.look("b")])
        store.publish(make.article(version=2), looks=[make.look("b", next_at=NOON + hours(9)), make.look("c")])
        assert [look.next_at for look in store.due_looks(now=NOON, limit=9)] == [NOON, NOON]
        assert store.due_looks(now=NOON, limit=1) == [make.look("b")]
        assert store.due_looks(now=NOON + hours(1), limit=9)[-1] == make.look("a", next_at=NOON + hours(1))
        store.put_look(make.look("b", next_at=None, found="gone"))
        store.publish(make.article(version=3), looks=[make.look("b")])
        assert store.due_looks(now=NOON, limit=9) == [make.look("c")]

    def test_a_look_brings_its_revision_along(self, store: Store) -> None:
        story_id = place(store, make.report())
        store.mark_written(story_id)
        gone = make.report(is_withdrawn=True, is_gone=True)
        assert store.put_look(make.look(next_at=None), gone)
        assert not store.put_look(make.look(next_at=None), gone)
        kept = store.report(gone.id)
        assert kept
        assert (kept.revision, kept.is_withdrawn, kept.is_gone) == (2, True, True)
        assert [story.id for story in store.unwritten_stories(limit=9)] == [story_id]

    def test_when_a_story_was_first_shown_to_a_reader(self, store: Store) -> None:
        store.put_impressions([make.impression(shown_at=NOON + hours(n)) for n in (2, 1, 3)])
        store.put_impressions([make.impression(story="other"), make.impression(who="ola")])
        assert store.first_shown(TOVE, [WALL, StoryId("never")]) == {WALL: NOON + hours(1)}
        assert store.first_shown(ReaderId("nobody"), [WALL]) == {}
