"""Records written as JSON documents are read back equal; what does not fit is refused with its place."""

import dataclasses
import typing
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newswright.adapters.store import serial
from newswright.records import articles, drafts, readers, reports, sources, stories
from newswright.testing import factories as make

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
INSTANT = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware here
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)
RECORDS = sorted(
    {
        kind
        for module in (articles, drafts, readers, reports, sources, stories)
        for kind in vars(module).values()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind)
        if not any(field.type is bytes or field.type == "bytes" for field in dataclasses.fields(kind))
    },
    key=lambda kind: kind.__name__,
)


def of(hint: typing.Any) -> st.SearchStrategy[typing.Any]:
    """What may stand in a field of this type."""
    while isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return st.builds(hint, **{field.name: of(hints[field.name]) for field in dataclasses.fields(hint)})
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(of(args[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(of, args))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(of(args[0]), of(args[1]), max_size=2)
    if args:
        return st.one_of(*(st.none() if arg is type(None) else of(arg) for arg in args))
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    scalars = {str: TEXT, int: st.integers(-(2**53), 2**53), bool: st.booleans(), datetime: INSTANT, object: JSON}
    return st.floats(allow_nan=False, allow_infinity=False) if hint is float else scalars[hint]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_record_is_read_back_equal(kind: type) -> None:
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(of(kind))
    def is_read_back(record: object) -> None:
        assert serial.loads(kind, serial.dumps(record)) == record

    is_read_back()


def test_what_is_left_to_columns_is_put_back() -> None:
    report = make.report()
    document = serial.dumps(report, without=frozenset({"text", "title"}))
    assert "text" not in document
    assert serial.loads(reports.Report, document, text=report.text, title=report.title) == report


def test_fields_at_their_defaults_take_no_room() -> None:
    assert serial.dumps(make.profile("tove")) == '{"reader_id":"tove"}'


def test_characters_that_no_database_takes_are_replaced_one_for_one() -> None:
    kept = serial.loads(reports.Report, serial.dumps(make.report(title="a\x00b\ud800c")))
    assert kept.title == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("[]", "expected an object"),
        ('{"reader_id": 7}', "Profile.reader_id: expected text, found 7"),
        ("{}", "missing reader_id"),
        ('{"reader_id": "a", "mood": 1}', "no field 'mood'"),
        ('{"reader_id": "a", "n_updates": true}', "expected a whole number"),
        ('{"reader_id": "a", "n_updates": 1.5}', "expected a whole number"),
        ('{"reader_id": "a", "outside_share": "0.2"}', "expected a finite number"),
        ('{"reader_id": "a", "outside_share": NaN}', "expected a finite number"),
        ('{"reader_id": "a", "is_onboarded": 1}', "expected true or false"),
        ('{"reader_id": "a", "languages": "en"}', "expected a list"),
        (
            '{"reader_id": "a", "wishes": [{"kind": "mood", "value": "x"}]}',
            "Profile.wishes: Wish.kind: expected one of topic",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(document: str, message: str) -> None:
    with pytest.raises(ValueError, match="(?i)" + message.replace("(", r"\(")):
        serial.loads(readers.Profile, document)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="expected an aware instant"):
        serial.dumps(make.report(seen_at=datetime(2026, 3, 14)))  # noqa: DTZ001 - naive on purpose
    with pytest.raises(ValueError, match="with its offset"):
        serial.loads(stories.Edition, '{"id": "e", "started_at": "2026-03-14T12:00:00"}')


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        serial.dumps(make.trend(make.article().story_id, trend_score=float("nan")))
