"""Records to JSON documents and back, strictly: what is written is read back equal, and what does not fit is refused.

The form follows from the dataclass alone: an enum is its value, an instant RFC 3339 in UTC, a tuple a list, a mapping an object.
A field at its default is left out, and read back as the default: documents stay small, and a field that a later version adds
needs no migration. An unknown field, a missing one, or a value of another type is a ValueError that says where.
Coders are derived once per record type and kept.

Text keeps its length: characters that no database takes (NUL, lone surrogates) become U+FFFD, so that passages stay true.
"""

import dataclasses
import json
import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

R = TypeVar("R")
Coder = Callable[[Any], Any]

_unstorable = re.compile("[\x00\ud800-\udfff]")


def dumps(record: Any, *, without: frozenset[str] = frozenset()) -> str:
    """Write a record as one JSON document, leaving out the fields named (they are kept in columns of their own)."""
    kind: Any = type(record)
    document = _encoder(kind)(record)
    kept = {key: value for key, value in document.items() if key not in without} if without else document
    return json.dumps(kept, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def loads(kind: type[R], document: str, **columns: object) -> R:
    """Read a record back; `columns` are the (already decoded) values of the fields that `dumps` left out."""
    fields = json.loads(document)
    if not isinstance(fields, dict):
        raise ValueError(f"{kind.__name__}: expected an object, found {_short(fields)}")
    record: R = _decode_record(kind, fields, columns)
    return record


def clean(text: str) -> str:
    """Replace, one for one, what no database takes."""
    return _unstorable.sub("\ufffd", text)


# Writing


@cache
def _encoder(kind: Any) -> Coder:
    kind = _plain_type(kind)
    origin, args = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _record_encoder(kind)
    if _is_union(origin):
        (inner,) = (arg for arg in args if arg is not types.NoneType)
        encode = _encoder(inner)
        return lambda value: None if value is None else encode(value)
    if origin is tuple:
        return _tuple_encoder(args)
    if origin is not None and issubclass(origin, Mapping):
        key, inner = _encoder(args[0]), _encoder(args[1])
        return lambda value: {key(name): inner(each) for name, each in value.items()}
    return _encode_enum if isinstance(kind, type) and issubclass(kind, Enum) else _SCALAR_ENCODERS[kind]


def _record_encoder(kind: Any) -> Coder:
    fields = [(field.name, _default(field), _encoder(hint)) for field, hint in _fields(kind)]

    def encode(record: Any) -> dict[str, Any]:
        if type(record) is not kind:
            raise ValueError(f"expected {kind.__name__}, found {_short(record)}")
        document = {}
        for name, default, encode_field in fields:
            value = getattr(record, name)
            if default is dataclasses.MISSING or value != default:
                document[name] = encode_field(value)
        return document

    return encode


def _tuple_encoder(args: tuple[Any, ...]) -> Coder:
    if args[-1] is Ellipsis:
        encode = _encoder(args[0])
        return lambda value: [encode(each) for each in value]
    encoders = [_encoder(arg) for arg in args]
    return lambda value: [encode(each) for encode, each in zip(encoders, value, strict=True)]


def _encode_str(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected text, found {_short(value)}")
    return clean(value)


def _encode_float(value: Any) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"expected a finite number, found {_short(value)}")
    return float(value)


def _encode_int(value: Any) -> int:
    if not isinstance(value, int):
        raise ValueError(f"expected a whole number, found {_short(value)}")
    return int(value)


def _encode_datetime(value: Any) -> str:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError(f"expected an aware instant, found {_short(value)}")
    return value.astimezone(UTC).isoformat()


def _encode_enum(value: Any) -> Any:
    return value.value


def _encode_json(value: Any) -> Any:
    """What has no narrower type: anything that JSON knows; a value it does not know becomes its text."""
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return _encode_float(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): _encode_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_encode_json(each) for each in value]
    return clean(str(value))


_SCALAR_ENCODERS: dict[Any, Coder] = {
    str: _encode_str,
    int: _encode_int,
    float: _encode_float,
    bool: bool,
    datetime: _encode_datetime,
    object: _encode_json,
}


# Reading


@cache
def _decoder(kind: Any) -> Coder:
    kind = _plain_type(kind)
    origin, args = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind):
        return lambda value: _decode_record(kind, _expect(value, dict, "an object"), {})
    if _is_union(origin):
        (inner,) = (arg for arg in args if arg is not types.NoneType)
        decode = _decoder(inner)
        return lambda value: None if value is None else decode(value)
    if origin is tuple:
        return _tuple_decoder(args)
    if origin is not None and issubclass(origin, Mapping):
        inner = _decoder(args[1])
        return lambda value: {key: inner(each) for key, each in _expect(value, dict, "an object").items()}
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return lambda value: _member(members, value, kind)
    return _SCALAR_DECODERS[kind]


@cache
def _record_plan(kind: Any) -> tuple[dict[str, Coder], frozenset[str]]:
    """A record's decoders by field, and the fields that have no default."""
    decoders = {field.name: _decoder(hint) for field, hint in _fields(kind)}
    required = frozenset(field.name for field, _ in _fields(kind) if _default(field) is dataclasses.MISSING)
    return decoders, required


def _decode_record(kind: Any, fields: Mapping[str, Any], columns: Mapping[str, object]) -> Any:
    decoders, required = _record_plan(kind)
    values: dict[str, Any] = dict(columns)
    for name, value in fields.items():
        decode = decoders.get(name)
        if decode is None:
            raise ValueError(f"{kind.__name__} has no field {name!r}: a newer version may have written it")
        try:
            values[name] = decode(value)
        except ValueError as error:
            raise ValueError(f"{kind.__name__}.{name}: {error}") from None
    if missing := required - values.keys():
        raise ValueError(f"{kind.__name__}: missing {', '.join(sorted(missing))}")
    return kind(**values)


def _tuple_decoder(args: tuple[Any, ...]) -> Coder:
    if args[-1] is Ellipsis:
        decode = _decoder(args[0])
        return lambda value: tuple([decode(each) for each in _expect(value, list, "a list")])
    decoders = [_decoder(arg) for arg in args]

    def decode_fixed(value: Any) -> tuple[Any, ...]:
        if len(_expect(value, list, "a list")) != len(decoders):
            raise ValueError(f"expected {len(decoders)} values, found {len(value)}")
        return tuple([decode(each) for decode, each in zip(decoders, value, strict=True)])

    return decode_fixed


def _member(members: Mapping[Any, Enum], value: Any, kind: type[Enum]) -> Enum:
    if not isinstance(value, str) or value not in members:
        raise ValueError(f"expected one of {', '.join(map(str, members))} ({kind.__name__}), found {_short(value)}")
    return members[value]


def _decode_float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"expected a finite number, found {_short(value)}")
    return float(value)


def _decode_int(value: Any) -> int:
    if isinstance(value, bool):
        raise ValueError(f"expected a whole number, found {_short(value)}")
    return int(_expect(value, int, "a whole number"))


def _decode_datetime(value: Any) -> datetime:
    instant = datetime.fromisoformat(_expect(value, str, "an instant"))
    if instant.tzinfo is None:
        raise ValueError(f"expected an instant with its offset, found {value!r}")
    return instant.astimezone(UTC)


_SCALAR_DECODERS: dict[Any, Coder] = {
    str: lambda value: _expect(value, str, "text"),
    int: _decode_int,
    float: _decode_float,
    bool: lambda value: _expect(value, bool, "true or false"),
    datetime: _decode_datetime,
    object: lambda value: value,
}


def _expect(value: Any, kind: type, what: str) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"expected {what}, found {_short(value)}")
    return value


# Types


def _fields(kind: Any) -> list[tuple[dataclasses.Field[Any], Any]]:
    hints = typing.get_type_hints(kind)
    return [(field, hints[field.name]) for field in dataclasses.fields(kind)]


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _plain_type(kind: Any) -> Any:
    """A NewType is what it is made of."""
    while isinstance(kind, typing.NewType):
        kind = kind.__supertype__
    return kind


def _is_union(origin: Any) -> bool:
    return origin is types.UnionType or origin is typing.Union


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
