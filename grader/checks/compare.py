"""Comparisons: pure functions on the host of what the student's code gave and what the reference gave.

Structure, type, shape and dtype come before values. NaN never passes. Each returns None for a match, else a Mismatch
that says in both languages what was expected and what came.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.model import Text

from .observation import Array, Observed

Numbers = np.ndarray[Any, Any]
Kept = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mismatch:
    message: Text
    expected: Text
    got: Text


class Comparison(ABC):
    """How to judge one check."""

    #: whether "equals what this misconception gives" means anything for this comparison
    explains = True

    @abstractmethod
    def judge(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch | None:
        """None when `observed` is as good as `expected`. `kept` is what the host kept back of the check's Given."""

    def accepts(self, observed: Observed, expected: Observed, kept: Kept) -> bool:
        """Whether `observed` is as good as `expected`; one that cannot even be judged is not."""
        try:
            return self.judge(observed, expected, kept) is None
        except Exception:
            return False


# --- numbers -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class close(Comparison):
    """|observed - expected| <= atol + rtol * |expected|, everywhere in the tree.

    A 0-d tensor counts as a number, an int as a float, a list of numbers as a tensor. The kind of dtype must agree
    (bool, integer, floating); with `dtype=True` the dtype itself. `close(0)` asks for equality.
    """

    atol: float = 1e-9
    rtol: float = 0.0
    dtype: bool = False

    def judge(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch | None:
        return None if self._at_once(observed, expected) else _walk(observed, expected, "", self._numbers)

    def _at_once(self, observed: Observed, expected: Observed) -> bool:
        """Whether two trees of the very same form agree: all their numbers in one go, where the walk that finds out
        what is wrong would take them one by one. False says nothing."""
        got: list[Numbers] = []
        want: list[Numbers] = []
        if not _same_form(observed, expected, got, want):
            return False
        if not got:
            return True
        a, b = np.concatenate(got, dtype=np.float64), np.concatenate(want, dtype=np.float64)
        with np.errstate(invalid="ignore"):
            return bool((np.abs(a - b) <= self.atol + self.rtol * np.abs(b)).all())

    def _numbers(self, got: Array, want: Array, path: str) -> Mismatch | None:
        if mismatch := _types(got, want, path, exact=self.dtype):
            return mismatch
        a, b = got.values, want.values
        if b.dtype.kind == "b" or not b.size:
            wrong = a != b
        else:
            a, b = a.astype(np.float64, copy=False), b.astype(np.float64, copy=False)
            with np.errstate(invalid="ignore"):
                # `not (<=)` rather than `>`: a NaN is wrong, and so is an infinity of the other sign.
                wrong = ~(np.abs(a - b) <= self.atol + self.rtol * np.abs(b))
                if wrong.any():
                    wrong &= ~((a == b) & ~np.isnan(b))
        return _values(got, want, wrong, path) if wrong.any() else None


@dataclass(frozen=True, slots=True)
class same_set(Comparison):
    """The same rows, or numbers, in any order and each as often; `atol` for floating point."""

    atol: float = 1e-9

    def judge(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch | None:
        def numbers(got: Array, want: Array, path: str) -> Mismatch | None:
            # Before sorting, whose cost grows with a shape that the student's code chose.
            if mismatch := _types(got, want, path, exact=False):
                return mismatch
            return close(self.atol)._numbers(_sorted(got), _sorted(want), path)

        return _walk(observed, expected, "", numbers)


def _sorted(array: Array) -> Array:
    values = array.values
    if values.ndim == 0 or not values.size:
        return array
    keys = values.reshape(len(values), -1).T[::-1]
    return Array(values[np.lexsort(keys)], array.dtype)


@dataclass(frozen=True, slots=True)
class statistics(Comparison):
    """Two samples of one distribution: means and variances agree within `z` standard errors of their difference.

    Every tensor in the tree is a sample of independent draws (at least 1,000). z = 6.5 wrongs a right solution less
    than once in 1e9 comparisons (2 x 4e-11 for each normal statistic).
    """

    z: float = 6.5

    def judge(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch | None:
        return _walk(observed, expected, "", self._sample)

    def _sample(self, got: Array, want: Array, path: str) -> Mismatch | None:
        if mismatch := _types(got, want, path, exact=False):
            return mismatch
        x, y = got.values.astype(np.float64).ravel(), want.values.astype(np.float64).ravel()
        if not np.isfinite(x).all():
            return _values(got, want, ~np.isfinite(got.values), path)
        for name, (a, spread_a), (b, spread_b) in zip(
            (Text("mean", "평균"), Text("variance", "분산")), _moments(x), _moments(y), strict=True
        ):
            # The student's own spread counts no more than the reference's: one huge outlier would excuse everything.
            tolerance = self.z * math.hypot(min(spread_a, 2 * spread_b), spread_b) + 1e-12 * (1 + abs(b))
            if not abs(a - b) <= tolerance:
                what = _subject(path)
                return Mismatch(
                    Text(
                        f"The {name.en} of {what.en} over {x.size} draws is off.",
                        f"{x.size}번 뽑은 {what.ko}의 {name.ko}이 다릅니다.",
                    ),
                    Text(f"{name.en} {b:.4g} ± {tolerance:.2g}", f"{name.ko} {b:.4g} ± {tolerance:.2g}"),
                    Text(f"{name.en} {a:.4g}", f"{name.ko} {a:.4g}"),
                )
        return None


def _moments(x: Numbers) -> tuple[tuple[float, float], tuple[float, float]]:
    """(mean, its standard error) and (variance, its standard error) of a sample."""
    n = max(x.size, 1)
    with np.errstate(over="ignore", invalid="ignore"):
        mean, variance = float(x.mean()), float(x.var())
        fourth = float(((x - mean) ** 4).mean())
        # The second term matters for a fair coin, whose variance does not change to first order.
        spread = math.hypot(math.sqrt(max(fourth - np.square(variance), 0.0) / n), 6.5 * variance / n)
    return (mean, math.sqrt(variance / n)), (variance, spread)


# --- modules -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class count(Comparison):
    """As many numbers to learn as the reference. Observations come from `probes.parameter_shapes`."""

    def judge(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch | None:
        try:
            got, want = _shapes(observed), _shapes(expected)
        except (TypeError, ValueError):
            return _structure(observed, expected, "")
        total_got, total_want = (sum(math.prod(shape) for shape in shapes) for shapes in (got, want))
        if total_got == total_want:
            return None
        extra, missing = _difference(got, want), _difference(want, got)
        table_en = "; ".join(
            f"{word} {_list(shapes)}" for word, shapes in (("missing", missing), ("extra", extra)) if shapes
        )
        table_ko = "; ".join(
            f"{word} {_list(shapes)}" for word, shapes in (("없음", missing), ("남음", extra)) if shapes
        )
        return Mismatch(
            Text("The number of learnable parameters is off.", "학습 가능한 매개변수의 수가 다릅니다."),
            Text(f"{total_want:,} parameters", f"매개변수 {total_want:,}개"),
            Text(f"{total_got:,} parameters ({table_en})", f"매개변수 {total_got:,}개 ({table_ko})"),
        )


def _shapes(tree: Observed) -> list[tuple[int, ...]]:
    if not isinstance(tree, Sequence) or isinstance(tree, str):
        raise TypeError("not a list of shapes")
    arrays = (_as_array(shape) for shape in tree)
    return [tuple(int(n) for n in array.values) for array in arrays if array is not None and array.values.ndim == 1]


def _difference(a: list[tuple[int, ...]], b: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    left = list(b)
    return [shape for shape in a if not (shape in left and not left.remove(shape))]  # type: ignore[func-returns-value]


def _list(shapes: list[tuple[int, ...]]) -> str:
    shown = ", ".join(str(list(shape)) for shape in shapes[:8])
    return shown + (", ..." if len(shapes) > 8 else "")


# --- training ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class converges(Comparison):
    """`metric(observed, kept)` (lower is better) is at most `factor` times the reference's, plus `slack`.

    The metric is computed here from what the student's code returned (parameters, predictions), with labels that
    never were in the sandbox; a loss that the student reports is worth nothing.
    """

    metric: Callable[[Observed, Kept], float]
    name: Text
    factor: float = 1.0
    slack: float = 0.0
    explains = False  # two failed trainings being equally bad says nothing about why

    def judge(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch | None:
        wanted = self.metric(expected, kept)
        bound = self.factor * wanted + self.slack
        if mismatch := _walk(observed, expected, "", lambda got, want, path: _types(got, want, path, exact=False)):
            return mismatch
        got = self.metric(observed, kept)
        if got <= bound:
            return None
        return Mismatch(
            Text(
                f"Training does not get there: the {self.name.en} stays too high.",
                f"학습이 충분히 되지 않았습니다: {self.name.ko}이(가) 너무 높습니다.",
            ),
            Text(f"{self.name.en} at most {bound:.4g}", f"{self.name.ko} {bound:.4g} 이하"),
            Text(f"{self.name.en} {got:.4g}", f"{self.name.ko} {got:.4g}"),
        )


# --- walking two trees ---------------------------------------------------------------------------------------------


def _walk(
    observed: Observed, expected: Observed, path: str, numbers: Callable[[Array, Array, str], Mismatch | None]
) -> Mismatch | None:
    """The first mismatch between two trees. `numbers` judges tensors and numbers, both given as Arrays."""
    if isinstance(expected, Mapping):
        if not isinstance(observed, Mapping) or sorted(observed) != sorted(expected):
            return _structure(observed, expected, path)
        pairs = [(observed[key], expected[key], f"{path}.{key}" if path else str(key)) for key in expected]
    elif isinstance(expected, Sequence) and not isinstance(expected, str) and _as_array(expected) is None:
        if not isinstance(observed, Sequence) or isinstance(observed, str) or len(observed) != len(expected):
            return _structure(observed, expected, path)
        pairs = [(a, b, f"{path}[{i}]") for i, (a, b) in enumerate(zip(observed, expected, strict=True))]
    elif expected is None or isinstance(expected, str):
        return (
            None if type(observed) is type(expected) and observed == expected else _structure(observed, expected, path)
        )
    else:
        got, want = _as_array(observed), _as_array(expected)
        assert want is not None
        return _structure(observed, expected, path) if got is None else numbers(got, want, path)
    for a, b, where in pairs:
        if mismatch := _walk(a, b, where, numbers):
            return mismatch
    return None


def _same_form(a: Observed, b: Observed, got: list[Numbers], want: list[Numbers]) -> bool:
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
        return a.keys() == b.keys() and all(_same_form(a[key], b[key], got, want) for key in b)
    if kind is list:
        assert isinstance(a, list) and isinstance(b, list)
        return len(a) == len(b) and all(_same_form(x, y, got, want) for x, y in zip(a, b, strict=True))
    if kind is float:
        got.append(np.array([a]))
        want.append(np.array([b]))
        return True
    return a == b


def _as_array(tree: Observed) -> Array | None:
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
        items = [_as_array(item) for item in tree]
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


def _types(got: Array, want: Array, path: str, *, exact: bool) -> Mismatch | None:
    what = _subject(path)
    if got.shape != want.shape:
        return Mismatch(
            Text(f"{what.en.capitalize()} has the wrong shape.", f"{what.ko}의 모양(shape)이 다릅니다."),
            Text.same(f"shape {list(want.shape)}"),
            Text.same(f"shape {list(got.shape)}"),
        )
    if "empty" in (got.dtype, want.dtype) and not got.values.size:
        return None
    # An int where a float is wanted is a number all the same; the reverse, or a bool, is a different answer.
    kinds = (_kind(got), _kind(want))
    wrong_kind = kinds[0] != kinds[1] and not (kinds == ("i", "f") and got.shape == ())
    if wrong_kind or (exact and got.dtype != want.dtype):
        return Mismatch(
            Text(f"{what.en.capitalize()} has the wrong dtype.", f"{what.ko}의 자료형(dtype)이 다릅니다."),
            Text.same(want.dtype),
            Text.same(got.dtype),
        )
    return None


def _subject(path: str) -> Text:
    return Text(f"`{path}`", f"`{path}`") if path else Text("the result", "결과")


def _structure(observed: Observed, expected: Observed, path: str) -> Mismatch:
    what = _subject(path)
    return Mismatch(
        Text(f"{what.en.capitalize()} is not of the kind asked for.", f"{what.ko}의 종류가 요구한 것과 다릅니다."),
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


def _values(got: Array, want: Array, wrong: Numbers, path: str) -> Mismatch:
    """Numbers differ: all of them when there are few, else the one that is furthest off."""
    what = _subject(path)
    a, b = got.values, want.values
    if not np.isfinite(a.astype(np.float64)).all() and np.isfinite(b.astype(np.float64)).all():
        message = Text(f"{what.en.capitalize()} contains NaN or infinity.", f"{what.ko}에 NaN 또는 무한대가 있습니다.")
    else:
        message = Text(f"{what.en.capitalize()} has wrong values.", f"{what.ko}의 값이 다릅니다.")
    if b.size <= 8:
        return Mismatch(message, Text.same(_numbers_text(b)), Text.same(_numbers_text(a)))
    with np.errstate(invalid="ignore"):
        distance = np.where(wrong, np.abs(a.astype(np.float64) - b.astype(np.float64)), -1.0)
    distance = np.where(np.isnan(distance), np.inf, distance)
    index = np.unravel_index(int(np.argmax(distance)), b.shape)
    where = "[" + ", ".join(str(int(i)) for i in index) + "]"
    return Mismatch(
        message,
        Text.same(f"{_number(b[index])} at {where}"),
        Text(
            f"{_number(a[index])} at {where} ({int(wrong.sum())} of {b.size} values differ)",
            f"{_number(a[index])} at {where} (값 {b.size}개 중 {int(wrong.sum())}개가 다름)",
        ),
    )


def _numbers_text(values: Numbers) -> str:
    if values.ndim == 0:
        return _number(values[()])
    return "[" + ", ".join(_numbers_text(np.asarray(row)) for row in values) + "]"


def _number(value: object) -> str:
    return f"{float(value):.7g}" if isinstance(value, float | np.floating) else f"{value}"
