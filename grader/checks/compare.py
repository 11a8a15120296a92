"""Comparisons: pure functions on the host of what the student's code gave and what the reference gave.

Structure, type, shape and dtype come before values. NaN never passes. Each says how many tolerances the two are apart,
and where that is too far, a Mismatch says in both languages what was expected and what came.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.model import Text

from .observation import Array, Numbers, Observed, Wire
from .trees import (
    Mismatch,
    as_array,
    form_mismatch,
    leaves,
    same_form,
    structure_mismatch,
    subject,
    type_mismatch,
    value_mismatch,
)

Kept = Mapping[str, Any]


class Comparison(ABC):
    """How to judge one check."""

    #: whether "equals what this misconception gives" means anything for this comparison
    explains = True

    @abstractmethod
    def distance(self, observed: Observed, expected: Observed, kept: Kept) -> float:
        """How many tolerances `observed` is away from `expected`: 0 for the same, at most 1 for what is as good, infinite
        where no tolerance would help (another structure, shape or dtype, NaN). `kept` is what the host kept back of
        the check's Given."""

    @abstractmethod
    def _mismatch(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch:
        """What is wrong, in words; asked for only where the distance is more than 1."""

    def judge(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch | None:
        """None when `observed` is as good as `expected`, otherwise what is wrong."""
        return None if self.distance(observed, expected, kept) <= 1 else self._mismatch(observed, expected, kept)

    def at_once(self, observed: Wire, expected: Wire) -> bool:
        """Whether `observed` is as good as `expected`, told without taking them apart. False says nothing."""
        return observed == expected and not expected.has_nan

    def accepts(self, observed: Observed, expected: Observed, kept: Kept) -> bool:
        """Whether `observed` is as good as `expected`; one that cannot even be judged is not."""
        try:
            return self.distance(observed, expected, kept) <= 1
        except Exception:
            return False


class _LeafByLeaf(Comparison):
    """Judges two trees by their tensors and numbers, pair by pair; the furthest one counts, the first one is told."""

    @abstractmethod
    def _apart(self, got: Array, want: Array) -> float:
        """The distance of two tensors."""

    @abstractmethod
    def _leaf_mismatch(self, got: Array, want: Array, path: str) -> Mismatch:
        """What is wrong with a tensor, in words."""

    def distance(self, observed: Observed, expected: Observed, kept: Kept) -> float:
        furthest = 0.0
        for leaf in leaves(observed, expected):
            if isinstance(leaf, Mismatch):
                return math.inf
            furthest = max(furthest, self._apart(leaf.got, leaf.want))
        return furthest

    def _mismatch(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch:
        for leaf in leaves(observed, expected):
            if isinstance(leaf, Mismatch):
                return leaf
            if self._apart(leaf.got, leaf.want) > 1:
                return self._leaf_mismatch(leaf.got, leaf.want, leaf.path)
        raise AssertionError("a distance of more than 1 without a tensor that is so far away")


# --- numbers -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class close(_LeafByLeaf):
    """|observed - expected| <= atol + rtol * |expected|, everywhere in the tree.

    A 0-d tensor counts as a number, an int as a float, a list of numbers as a tensor. The kind of dtype must agree
    (bool, integer, floating); with `dtype=True` the dtype itself. `close(0)` asks for equality. `single` stands for
    atol where the reference gives float32, or less.
    """

    atol: float = 1e-9
    rtol: float = 0.0
    dtype: bool = False
    single: float | None = None

    def distance(self, observed: Observed, expected: Observed, kept: Kept) -> float:
        # Two trees of the very same form: all their numbers in one go, where the walk takes them one by one.
        got: list[Numbers] = []
        want: list[Numbers] = []
        if not same_form(observed, expected, got, want):
            return _LeafByLeaf.distance(self, observed, expected, kept)
        if not got:
            return 0.0
        atol = np.repeat([self._atol(b) for b in want], [b.size for b in want])
        return _furthest(np.concatenate(got), np.concatenate(want), atol, self.rtol)

    def at_once(self, observed: Wire, expected: Wire) -> bool:
        if observed.text != expected.text or b"NaN" in expected.text:
            return False
        got, want = observed.buffers, expected.buffers
        return got.keys() == want.keys() and all(self._is_close(got[name], want[name]) for name in want)

    def _is_close(self, a: Numbers, b: Numbers) -> bool:
        """Of two flat buffers; False says nothing (infinities that are equal)."""
        if a.dtype != b.dtype or a.shape != b.shape:
            return False
        if b.dtype.kind != "f":
            return bool((a == b).all())
        atol = self._atol(b)
        a, b = a.astype(np.float64, copy=False), b.astype(np.float64, copy=False)
        with np.errstate(invalid="ignore"):
            return bool((np.isfinite(b) & (np.abs(a - b) <= atol + self.rtol * np.abs(b))).all())

    def _atol(self, want: Numbers) -> float:
        return self.atol if self.single is None or want.dtype.itemsize > 4 else self.single

    def _apart(self, got: Array, want: Array) -> float:
        if type_mismatch(got, want, "", exact=self.dtype):
            return math.inf
        return _furthest(got.values, want.values, self._atol(want.values), self.rtol)

    def _leaf_mismatch(self, got: Array, want: Array, path: str) -> Mismatch:
        if mismatch := type_mismatch(got, want, path, exact=self.dtype):
            return mismatch
        return value_mismatch(
            got, want, _distances(got.values, want.values, self._atol(want.values), self.rtol) > 1, path
        )


def _distances(a: Numbers, b: Numbers, atol: float | Numbers, rtol: float) -> Numbers:
    """|a - b| / (atol + rtol * |b|) in float64: 0 for equal infinities, infinite for NaN and for other booleans."""
    if b.dtype.kind == "b":
        return np.where(a == b, 0.0, np.inf)
    a, b = a.astype(np.float64, copy=False), b.astype(np.float64, copy=False)
    with np.errstate(all="ignore"):
        apart = np.abs(a - b) / (atol + rtol * np.abs(b))
    apart = np.where(a == b, 0.0, apart)
    return np.where(np.isnan(apart), np.inf, apart)


def _furthest(a: Numbers, b: Numbers, atol: float | Numbers, rtol: float) -> float:
    return float(_distances(a, b, atol, rtol).max(initial=0.0))


@dataclass(frozen=True, slots=True)
class same_set(_LeafByLeaf):
    """The same rows, or numbers, in any order and each as often; `atol` for floating point."""

    atol: float = 1e-9

    def at_once(self, observed: Wire, expected: Wire) -> bool:
        return close(self.atol).at_once(observed, expected)

    def _apart(self, got: Array, want: Array) -> float:
        # Types before sorting, whose cost grows with a shape that the student's code chose.
        return (
            math.inf
            if type_mismatch(got, want, "", exact=False)
            else close(self.atol)._apart(_sorted(got), _sorted(want))
        )

    def _leaf_mismatch(self, got: Array, want: Array, path: str) -> Mismatch:
        if mismatch := type_mismatch(got, want, path, exact=False):
            return mismatch
        return close(self.atol)._leaf_mismatch(_sorted(got), _sorted(want), path)


def _sorted(array: Array) -> Array:
    values = array.values
    if values.ndim == 0 or not values.size:
        return array
    keys = values.reshape(len(values), -1).T[::-1]
    return Array(values[np.lexsort(keys)], array.dtype)


@dataclass(frozen=True, slots=True)
class statistics(_LeafByLeaf):
    """Two samples of one distribution: means and variances agree within `z` standard errors of their difference.

    Every tensor in the tree is a sample of independent draws (at least 1,000). z = 6.5 wrongs a right solution less
    than once in 1e9 comparisons (2 x 4e-11 for each normal statistic).
    """

    z: float = 6.5

    def _apart(self, got: Array, want: Array) -> float:
        if type_mismatch(got, want, "", exact=False) or not np.isfinite(got.values).all():
            return math.inf
        return max(abs(moment.got - moment.want) / moment.tolerance for moment in self._compared(got, want))

    def _leaf_mismatch(self, got: Array, want: Array, path: str) -> Mismatch:
        if mismatch := type_mismatch(got, want, path, exact=False):
            return mismatch
        if not np.isfinite(got.values).all():
            return value_mismatch(got, want, ~np.isfinite(got.values), path)
        moment = next(one for one in self._compared(got, want) if not abs(one.got - one.want) / one.tolerance <= 1)
        what, name, n = subject(path), moment.name, got.values.size
        return Mismatch(
            Text(
                f"The {name.en} of {what.en} over {n} draws is off.",
                f"{n}번 뽑은 {what.ko}의 {name.ko}이 다릅니다.",
            ),
            Text(
                f"{name.en} {moment.want:.4g} ± {moment.tolerance:.2g}",
                f"{name.ko} {moment.want:.4g} ± {moment.tolerance:.2g}",
            ),
            Text(f"{name.en} {moment.got:.4g}", f"{name.ko} {moment.got:.4g}"),
        )

    def _compared(self, got: Array, want: Array) -> list[_Moment]:
        pairs = zip(_NAMES, _moments(got.values), _moments(want.values), strict=True)
        # The student's own spread counts no more than the reference's: one huge outlier would excuse everything.
        return [
            _Moment(name, a, b, self.z * math.hypot(min(spread_a, 2 * spread_b), spread_b) + 1e-12 * (1 + abs(b)))
            for name, (a, spread_a), (b, spread_b) in pairs
        ]


_NAMES = (Text("mean", "평균"), Text("variance", "분산"))


@dataclass(frozen=True, slots=True)
class _Moment:
    """A statistic of what came and of what was wanted, and how far they may be apart."""

    name: Text
    got: float
    want: float
    tolerance: float


def _moments(x: Numbers) -> tuple[tuple[float, float], tuple[float, float]]:
    """(mean, its standard error) and (variance, its standard error) of a sample."""
    if not x.size:
        return (0.0, 0.0), (0.0, 0.0)
    n, x = x.size, x.astype(np.float64, copy=False)
    with np.errstate(over="ignore", invalid="ignore"):
        mean = float(x.mean())
        squares = np.square(x - mean)
        variance, fourth = float(squares.mean()), float(np.square(squares).mean())
        # The second term matters for a fair coin, whose variance does not change to first order.
        spread = math.hypot(math.sqrt(max(fourth - np.square(variance), 0.0) / n), 6.5 * variance / n)
    return (mean, math.sqrt(variance / n)), (variance, spread)


# --- modules -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class count(Comparison):
    """As many numbers to learn as the reference. Observations come from `layers.parameter_shapes`."""

    def distance(self, observed: Observed, expected: Observed, kept: Kept) -> float:
        try:
            got, want = _shapes(observed), _shapes(expected)
        except (TypeError, ValueError):
            return math.inf
        return 0.0 if _total(got) == _total(want) else math.inf

    def _mismatch(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch:
        try:
            got, want = _shapes(observed), _shapes(expected)
        except (TypeError, ValueError):
            return structure_mismatch(observed, expected, "")
        total_got, total_want = _total(got), _total(want)
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


_MOST_AXES = 32


def _shapes(tree: Observed) -> list[tuple[int, ...]]:
    if not isinstance(tree, Sequence) or isinstance(tree, str):
        raise TypeError("not a list of shapes")
    arrays = [as_array(shape) for shape in tree]
    # How long a shape is was the child's choice, and multiplying takes the square of that.
    if any(array is None or array.values.ndim != 1 or array.values.size > _MOST_AXES for array in arrays):
        raise ValueError("not a shape")
    return [tuple(int(n) for n in array.values) for array in arrays if array is not None]


def _total(shapes: list[tuple[int, ...]]) -> int:
    return sum(math.prod(shape) for shape in shapes)


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

    def distance(self, observed: Observed, expected: Observed, kept: Kept) -> float:
        if form_mismatch(observed, expected):
            return math.inf
        bound, got = self._bound(expected, kept), self.metric(observed, kept)
        if bound <= 0:
            return 0.0 if got <= bound else math.inf
        return math.inf if math.isnan(got) else max(got / bound, 0.0)

    def _bound(self, expected: Observed, kept: Kept) -> float:
        return self.factor * self.metric(expected, kept) + self.slack

    def _mismatch(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch:
        if mismatch := form_mismatch(observed, expected):
            return mismatch
        bound, got = self._bound(expected, kept), self.metric(observed, kept)
        return Mismatch(
            Text(
                f"Training does not get there: the {self.name.en} stays too high.",
                f"학습이 충분히 되지 않았습니다: {self.name.ko}이(가) 너무 높습니다.",
            ),
            Text(f"{self.name.en} at most {bound:.4g}", f"{self.name.ko} {bound:.4g} 이하"),
            Text(f"{self.name.en} {got:.4g}", f"{self.name.ko} {got:.4g}"),
        )


# --- what follows from what was observed ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class derived(Comparison):
    """Compares what follows from the observations, worked out here rather than beside the student's code.

    `derive(observed, reference)` gives the tree that `then` compares with `derive(reference, reference)`. What the
    probe drew it takes from `reference`: there it is what was drawn, whatever the student's code may have sent. Both
    trees have the same form; tensors in them are `Array`s, and in what it returns numpy's own arrays will do. Dividing
    by zero is no error.
    """

    derive: Callable[[Any, Any], Any]
    then: Comparison

    def distance(self, observed: Observed, expected: Observed, kept: Kept) -> float:
        if form_mismatch(observed, expected):
            return math.inf
        return self.then.distance(self._derived(observed, expected), self._derived(expected, expected), kept)

    def _mismatch(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch:
        if mismatch := form_mismatch(observed, expected):
            return mismatch
        return self.then._mismatch(self._derived(observed, expected), self._derived(expected, expected), kept)

    def _derived(self, observed: Observed, reference: Observed) -> Observed:
        with np.errstate(all="ignore"):
            return _observed(self.derive(observed, reference))


@dataclass(frozen=True, slots=True)
class under(Comparison):
    """Judges what stands under `key` of an observation; the rest is for the picture alone."""

    key: str
    then: Comparison

    @property
    def explains(self) -> bool:  # type: ignore[override]
        return self.then.explains

    def distance(self, observed: Observed, expected: Observed, kept: Kept) -> float:
        return self.then.distance(self._part(observed), self._part(expected), kept)

    def _mismatch(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch:
        return self.then._mismatch(self._part(observed), self._part(expected), kept)

    def _part(self, tree: Observed) -> Observed:
        return tree.get(self.key) if isinstance(tree, dict) else None


def _observed(tree: Any) -> Observed:
    if isinstance(tree, np.ndarray | np.generic):
        return Array(np.asarray(tree), str(tree.dtype))
    if isinstance(tree, dict):
        return {key: _observed(item) for key, item in tree.items()}
    if isinstance(tree, list):
        return [_observed(item) for item in tree]
    result: Observed = tree
    return result
