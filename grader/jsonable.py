"""Dataclasses to plain JSON data and back, driven by their type annotations.

    to_json(report)              → dict of str, int, float, bool, None, list, dict
    from_json(Report, data)      → an equal Report, or ValueError that says where the data does not fit

Understood: dataclasses (frozen, slots), enums by value, `tuple[X, ...]`, `tuple[X, Y]`, `list[X]`, `Mapping[str, X]`,
`X | None`, `Literal`, str, int, float, bool. JSON has no NaN and no infinities: they travel as the strings "nan", "inf"
and "-inf", and only where a float is expected do these become floats again.
"""

from __future__ import annotations

import math
import reprlib
import types
import typing
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache, partial
from typing import Any, ClassVar, Literal, NoReturn, Protocol, TypeAlias, TypeVar, Union

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
Reader: TypeAlias = Callable[[object, str], Any]  # (data, the place it is at, for messages) → value

T = TypeVar("T")

_PLAIN = frozenset({bool, int, str, type(None)})
_NOT_FINITE = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def to_json(value: object) -> JSON:
    """Plain data for `value`; TypeError for what is neither plain nor a dataclass, enum, tuple, list or mapping."""
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else str(float(value))
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, Enum):
        return to_json(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return fields_to_json(value)
    if isinstance(value, Mapping):
        return {_key(key): to_json(item) for key, item in value.items()}
    raise TypeError(f"no JSON for {type(value).__name__}: {reprlib.repr(value)}")


def fields_to_json(value: Dataclass, *, omit: Collection[str] = ()) -> dict[str, JSON]:
    """The fields of one dataclass, without those named in `omit`."""
    return {name: to_json(getattr(value, name)) for name in value.__dataclass_fields__ if name not in omit}


def from_json(kind: type[T], data: object) -> T:
    """The `kind` that `data` describes. Raises ValueError with the place of the first thing that does not fit:
    a wrong type, an unknown or missing field (a missing field with a default takes the default), a stray enum value."""
    form: Any = kind
    value: T = _reader(form)(data, kind.__name__)
    return value


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a JSON key must be text, not {reprlib.repr(key)}")
    return key


@cache  # resolving annotations is slow, and a report holds thousands of values
def _reader(kind: Any) -> Reader:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is float:
        return _read_float
    if kind in _PLAIN:
        return partial(_read_plain, kind)
    if origin in (Union, types.UnionType):
        return _optional_reader(arguments)
    if origin is Literal:
        return partial(_read_choice, {choice: choice for choice in arguments})
    if origin in (tuple, list):
        return _sequence_reader(origin, arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return partial(_read_mapping, _reader(arguments[1]))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return partial(_read_choice, {member.value: member for member in kind})
    if isinstance(kind, type) and is_dataclass(kind):
        return partial(_read_dataclass, kind)
    raise TypeError(f"no rule for reading {kind!r} from JSON")


def _optional_reader(arguments: tuple[Any, ...]) -> Reader:
    some = [argument for argument in arguments if argument is not type(None)]
    if len(some) != 1:
        raise TypeError(f"only `X | None` can be read from JSON, not {arguments!r}")
    read = _reader(some[0])
    return lambda data, path: None if data is None else read(data, path)


def _sequence_reader(origin: Any, arguments: tuple[Any, ...]) -> Reader:
    if origin is tuple and arguments[-1:] != (Ellipsis,):
        return partial(_read_tuple, tuple(map(_reader, arguments)))
    return partial(_read_sequence, origin, _reader(arguments[0]))


def _read_plain(kind: type, data: object, path: str) -> object:
    if type(data) is not kind:  # exactly: True is no int here
        _refuse(kind.__name__, data, path)
    return data


def _read_float(data: object, path: str) -> float:
    if type(data) is float:
        return data
    if isinstance(data, str) and data in _NOT_FINITE:
        return _NOT_FINITE[data]
    if isinstance(data, bool) or not isinstance(data, int | float):
        _refuse("float", data, path)
    try:
        return float(data)
    except OverflowError:
        _refuse("float", data, path)


def _read_choice(choices: Mapping[Any, Any], data: object, path: str) -> Any:
    if not isinstance(data, str | int) or data not in choices:
        _refuse("one of " + ", ".join(map(str, choices)), data, path)
    return choices[data]


def _read_sequence(origin: Any, read: Reader, data: object, path: str) -> Any:
    if not isinstance(data, list | tuple):
        _refuse("list", data, path)
    return origin([read(item, f"{path}[{i}]") for i, item in enumerate(data)])


def _read_tuple(readers: tuple[Reader, ...], data: object, path: str) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple) or len(data) != len(readers):
        _refuse(f"list of {len(readers)}", data, path)
    return tuple([read(item, f"{path}[{i}]") for i, (read, item) in enumerate(zip(readers, data, strict=True))])


def _read_mapping(read: Reader, data: object, path: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        _refuse("object", data, path)
    return {_key(key): read(item, f"{path}[{reprlib.repr(key)}]") for key, item in data.items()}


@cache
def _layout(kind: type[Dataclass]) -> tuple[dict[str, Reader], frozenset[str]]:
    """The reader of each field, and the fields without a default. Only asked for at the first reading, not when the
    reader is made: a dataclass may hold others of its own kind."""
    hints = typing.get_type_hints(kind)
    required = [f.name for f in fields(kind) if f.init and f.default is MISSING and f.default_factory is MISSING]
    return {f.name: _reader(hints[f.name]) for f in fields(kind) if f.init}, frozenset(required)


def _read_dataclass(kind: type[Dataclass], data: object, path: str) -> Any:
    if not isinstance(data, dict):
        _refuse("object", data, path)
    readers, required = _layout(kind)
    if unknown := data.keys() - readers.keys():
        raise ValueError(f"{path}: unknown field {reprlib.repr(next(iter(unknown)))}")
    if missing := sorted(required - data.keys()):
        raise ValueError(f"{path}: missing field {missing[0]!r}")
    return kind(**{name: readers[name](item, f"{path}.{name}") for name, item in data.items()})


def _refuse(expected: str, data: object, path: str) -> NoReturn:
    raise ValueError(f"{path}: expected {expected}, got {reprlib.repr(data)}")
