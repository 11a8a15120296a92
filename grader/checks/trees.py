"""Walks two trees of observations side by side, and says in both languages where and how they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.model import Text

from .observation import Array, Numbers, Observed


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What is wrong, what was expected and what came, in words."""

    message: Text
    expected: Text
    got: Text


@dataclass(frozen=True, slots=True)
class Leaf:
    """A tensor or number that came and the one that was wanted in its place, both as Arrays."""

    got: Array
    want: Array
    path: str


def leaves(observed: Observed, expected: Observed, path: str = "") -> Iterator[Leaf | Mismatch]:
    """The pairs of tensors and numbers of two trees, in order; a Mismatch where the trees themselves differ."""
    if isinstance(expected, Mapping):
        if not isinstance(observed, Mapping) or sorted(observed) != sorted(expected):
            yield structure_mismatch(observed, expected, path)
            return
        for key in expected:
            yield from leaves(observed[key], expected[key], f"{path}.{key}" if path else str(key))
    elif isinstance(expected, Sequence) and not isinstance(expected, str) and as_array(expected) is None:
        if not isinstance(observed, Sequence) or isinstance(observed, str) or len(observed) != len(expected):
            yield structure_mismatch(observed, expected, path)
            return
        for i, (a, b) in enumerate(zip(observed, expected, strict=True)):
            yield from leaves(a, b, f"{path}[{i}]")
    elif expected is None or isinstance(expected, str):
        if type(observed) is not type(expected) or observed != expected:
            yield structure_mismatch(observed, expected, path)
    else:
        got, want = as_array(observed), as_array(expected)
        assert want is not None
        yield structure_mismatch(observed, expected, path) if got is None else Leaf(got, want, path)


def form_mismatch(observed: Observed, expected: Observed) -> Mismatch | None:
    """The first place where two trees differ in more than numbers: in structure, shape or kind of dtype."""
    for leaf in leaves(observed, expected):
        if (
            mismatch := leaf
            if isinstance(leaf, Mismatch)
            else type_mismatch(leaf.got, leaf.want, leaf.path, exact=False)
        ):
            return mismatch
    return None


def same_form(a: Observed, b: Observed, got: list[Numbers], want: list[Numbers]) -> bool:
    """Whether two trees differ in numbers of floating point alone; these go to `got` and `want`, flat."""
    kind = type(b)
    if type(a) is not kind:
        return False
    if kind is Array:
        assert isinstance(a, Array) and isinstance(b, Array)
        if a.dtype != b.dtype or a.shape != b.shape:
            return False
        if b.values.dtype.kind != "f":
            return bool((a.values == b.values).all())
        got.append(a.values.ravel())
        want.append(b.values.ravel())
        return True
    if kind is dict:
        assert isinstance(a, dict) and isinstance(b, dict)
        return a.keys() == b.keys() and all(same_form(a[key], b[key], got, want) for key in b)
    if kind is list:
        assert isinstance(a, list) and isinstance(b, list)
        return len(a) == len(b) and all(same_form(x, y, got, want) for x, y in zip(a, b, strict=True))
    if kind is float:
        got.append(np.array([a]))
        want.append(np.array([b]))
        return True
    return a == b


def as_array(tree: Observed) -> Array | None:
    """Numbers, and flat lists of numbers, as tensors."""
    if isinstance(tree, Array):
        return tree
    if isinstance(tree, bool):
        return Array(np.array(tree), "bool")
    if isinstance(tree, int):
        return Array(np.array(tree), "int64")
    if isinstance(tree, float):
        return Array(np.array(tree), "float64")
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        items = [as_array(item) for item in tree]
        if all(item is not None and item.shape == () for item in items):
            values = [item.values.item() for item in items if item is not None]
            dtype = "bool" if values and all(isinstance(v, bool) for v in values) else "int64"
            if any(isinstance(v, float) for v in values):
                dtype = "float64"
            return Array(np.array(values, dtype=dtype), dtype if values else "empty")
    return None


_KINDS = {"b": Text("booleans", "불리언"), "i": Text("integers", "정수"), "f": Text("floating point", "실수")}


def _kind(array: Array) -> str:
    if array.dtype.startswith("complex"):
        return "c"
    kind = str(array.values.dtype.kind)
    return "i" if kind == "u" else kind


def type_mismatch(got: Array, want: Array, path: str, *, exact: bool) -> Mismatch | None:
    """How two tensors differ in shape or in kind of dtype; with `exact` in the dtype itself."""
    what = subject(path, first=True)
    if got.shape != want.shape:
        return Mismatch(
            Text(f"{what.en} has the wrong shape.", f"{what.ko}의 모양(shape)이 다릅니다."),
            Text(f"shape {list(want.shape)}", f"모양 {list(want.shape)}"),
            Text(f"shape {list(got.shape)}", f"모양 {list(got.shape)}"),
        )
    if "empty" in (got.dtype, want.dtype) and not got.values.size:
        return None
    # An int where a float is wanted is a number all the same; the reverse, or a bool, is a different answer.
    kinds = (_kind(got), _kind(want))
    wrong_kind = kinds[0] != kinds[1] and not (kinds == ("i", "f") and got.shape == ())
    if wrong_kind or (exact and got.dtype != want.dtype):
        return Mismatch(
            Text(f"{what.en} has the wrong dtype.", f"{what.ko}의 자료형(dtype)이 다릅니다."),
            Text.same(want.dtype),
            Text.same(got.dtype),
        )
    return None


def subject(path: str, *, first: bool = False) -> Text:
    """What is at `path`, in the middle of a sentence or, as its `first` word, at the start."""
    return Text.same(f"`{path}`") if path else Text("The result" if first else "the result", "결과")


def structure_mismatch(observed: Observed, expected: Observed, path: str) -> Mismatch:
    """Something else than a tensor or number is wanted here, or came."""
    what = subject(path, first=True)
    return Mismatch(
        Text(f"{what.en} is not of the kind asked for.", f"{what.ko}의 종류가 요구한 것과 다릅니다."),
        _describe(expected),
        _describe(observed),
    )


def _describe(tree: Observed) -> Text:
    if isinstance(tree, Array):
        return Text(f"a tensor of shape {list(tree.shape)}", f"모양 {list(tree.shape)}인 텐서")
    if tree is None:
        return Text("None (nothing was returned)", "None (반환값 없음)")
    if isinstance(tree, Mapping):
        keys = ", ".join(sorted(tree))[:120]
        return Text(f"entries {keys}", f"항목 {keys}")
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        return Text(f"{len(tree)} items", f"항목 {len(tree)}개")
    return Text.same(f"{type(tree).__name__} {str(tree)[:80]}")


def value_mismatch(got: Array, want: Array, wrong: Numbers, path: str) -> Mismatch:
    """Numbers differ: all of them when there are few, else the one that is furthest off."""
    what = subject(path, first=True)
    a, b = got.values, want.values
    if not np.isfinite(a.astype(np.float64)).all() and np.isfinite(b.astype(np.float64)).all():
        message = Text(f"{what.en} contains NaN or infinity.", f"{what.ko}에 NaN 또는 무한대가 있습니다.")
    else:
        message = Text(f"{what.en} has wrong values.", f"{what.ko}의 값이 다릅니다.")
    if b.size <= 8:
        return Mismatch(message, Text.same(_numbers_text(b)), Text.same(_numbers_text(a)))
    with np.errstate(invalid="ignore"):
        distance = np.where(wrong, np.abs(a.astype(np.float64) - b.astype(np.float64)), -1.0)
    distance = np.where(np.isnan(distance), np.inf, distance)
    index = np.unravel_index(int(np.argmax(distance)), b.shape)
    where = "[" + ", ".join(str(int(i)) for i in index) + "]"
    return Mismatch(
        message,
        Text(f"{_number(b[index])} at {where}", f"{where}에서 {_number(b[index])}"),
        Text(
            f"{_number(a[index])} at {where} ({int(wrong.sum())} of {b.size} values differ)",
            f"{where}에서 {_number(a[index])} (값 {b.size}개 중 {int(wrong.sum())}개가 다름)",
        ),
    )


def _numbers_text(values: Numbers) -> str:
    if values.ndim == 0:
        return _number(values[()])
    return "[" + ", ".join(_numbers_text(np.asarray(row)) for row in values) + "]"


def _number(value: object) -> str:
    return f"{float(value):.7g}" if isinstance(value, float | np.floating) else f"{value}"
