from __future__ import annotations

import numpy as np
import pytest

from grader.checks.compare import Comparison, close, converges, count, derived, same_set, statistics
from grader.checks.observation import Array, Observed
from grader.model import Text


def array(*values: object, dtype: str = "float64") -> Array:
    return Array(np.array(values, dtype=dtype), dtype)


def number(value: float, dtype: str = "float64") -> Array:
    return Array(np.array(value, dtype=dtype), dtype)


def agrees(comparison: Comparison, observed: Observed, expected: Observed) -> bool:
    return comparison.judge(observed, expected, {}) is None


@pytest.mark.parametrize(
    ("observed", "expected"),
    [
        (array(1.0, 2.0), array(1.0, 2.0)),
        (number(3.0), 3.0),
        (3.0, number(3.0)),
        (3, 3.0),
        ([1.0, 2.0], array(1.0, 2.0)),
        (array(1.0, 2.0, dtype="float32"), array(1.0, 2.0)),
        (array(1, 2, dtype="int32"), array(1, 2, dtype="int64")),
        (array(np.inf), array(np.inf)),
        ([], []),
        ({"a": [1, "x", None]}, {"a": [1, "x", None]}),
        ([array(1.0), {"b": True}], [array(1.0), {"b": True}]),
    ],
)
def test_close_takes_equal_numbers_in_any_guise(observed: Observed, expected: Observed) -> None:
    assert agrees(close(0), observed, expected)


@pytest.mark.parametrize(
    ("observed", "expected"),
    [
        (array(np.nan), array(np.nan)),
        (float("nan"), float("nan")),
        (array(np.nan), array(1.0)),
        (array(np.inf), array(-np.inf)),
        (array(np.inf), array(1.0)),
        (array(1.0), 1.0),
        (3.0, 3),
        (True, 1),
        (1, True),
        (array(1, dtype="int64"), array(1.0)),
        (None, 1.0),
        ("1", 1.0),
        (1.0, "1"),
        (1.0, None),
        ([1.0, 2.0, 3.0], [1.0, 2.0]),
        ({"a": 1, "b": 2}, {"a": 1}),
        ([1.0], {"a": 1.0}),
        ("ab", ["a", "b"]),
        ([[1.0], [2.0]], [[1.0], [2.0], [3.0]]),
    ],
)
def test_close_refuses(observed: Observed, expected: Observed) -> None:
    assert not agrees(close(1e9), observed, expected) or not agrees(close(0), observed, expected)


@pytest.mark.parametrize("tolerance", [0.0, 1.0, float("inf")])
def test_nan_never_passes_at_any_tolerance(tolerance: float) -> None:
    assert not agrees(close(tolerance), array(1.0, np.nan), array(1.0, 2.0))
    assert not agrees(close(tolerance), array(1.0, np.nan), array(1.0, np.nan))


def test_close_has_absolute_and_relative_tolerance() -> None:
    assert agrees(close(0.1), array(1.05), array(1.0))
    assert not agrees(close(0.1), array(1.2), array(1.0))
    assert agrees(close(0, rtol=0.01), array(100.5), array(100.0))
    assert not agrees(close(0, rtol=0.01), array(102.0), array(100.0))


def test_shape_is_named_before_values() -> None:
    mismatch = close().judge(array(9.0, 9.0, 9.0), array(1.0, 2.0), {})
    assert mismatch is not None
    assert "shape" in mismatch.message.en and "shape" in mismatch.message.ko
    assert (mismatch.expected.en, mismatch.got.en) == ("shape [2]", "shape [3]")
    assert (mismatch.expected.ko, mismatch.got.ko) == ("모양 [2]", "모양 [3]")


def test_dtype_itself_counts_only_when_asked_for() -> None:
    observed, expected = array(1.0, dtype="float32"), array(1.0)
    assert agrees(close(), observed, expected)
    mismatch = close(dtype=True).judge(observed, expected, {})
    assert mismatch is not None and "dtype" in mismatch.message.en


def test_a_mismatch_says_where_in_the_tree_and_which_entry() -> None:
    expected = {"steps": [Array(np.zeros((4, 4)), "float64"), Array(np.zeros((4, 4)), "float64")]}
    wrong = np.zeros((4, 4))
    wrong[2, 3] = 5.0
    mismatch = close().judge({"steps": [expected["steps"][0], Array(wrong, "float64")]}, expected, {})
    assert mismatch is not None
    assert "steps[1]" in mismatch.message.en and "steps[1]" in mismatch.message.ko
    assert "[2, 3]" in mismatch.got.en and "1 of 16" in mismatch.got.en


def test_a_mismatch_keeps_the_letters_of_a_path_and_is_told_in_both_languages() -> None:
    expected = Array(np.zeros((3, 4)), "float64")
    wrong = np.zeros((3, 4))
    wrong[2, 3] = 5.0
    mismatch = close().judge({"Output.W": Array(wrong, "float64")}, {"Output.W": expected}, {})
    assert mismatch is not None
    assert mismatch.message.en == "`Output.W` has wrong values."
    assert (mismatch.expected.en, mismatch.expected.ko) == ("0 at [2, 3]", "[2, 3]에서 0")
    unnamed = close().judge(Array(wrong, "float64"), expected, {})
    assert unnamed is not None and unnamed.message.en == "The result has wrong values."


def test_same_set_forgets_the_order_but_not_how_often() -> None:
    assert agrees(same_set(), array(3, 1, 2, dtype="int64"), array(1, 2, 3, dtype="int64"))
    assert agrees(same_set(), array([3.0, 4.0], [1.0, 2.0]), array([1.0, 2.0], [3.0, 4.0]))
    assert not agrees(same_set(), array(1, 1, 2, dtype="int64"), array(1, 2, 2, dtype="int64"))
    assert not agrees(same_set(), array([1.0, 4.0], [3.0, 2.0]), array([1.0, 2.0], [3.0, 4.0]))
    assert not agrees(same_set(), array(1.0, np.nan), array(1.0, np.nan))


@pytest.mark.parametrize("seed", range(5))
def test_statistics_tells_distributions_apart_and_not_samples(seed: int) -> None:
    draw = np.random.default_rng(seed)

    def sample(mean: float, spread: float) -> Array:
        return Array(draw.normal(mean, spread, 10_000), "float64")

    expected = sample(0.0, 1.0)
    assert agrees(statistics(), sample(0.0, 1.0), expected)
    assert not agrees(statistics(), sample(0.2, 1.0), expected)
    assert not agrees(statistics(), sample(0.0, 1.3), expected)
    assert not agrees(statistics(), sample(0.0, 0.7), expected)


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_statistics_takes_every_fair_coin(p: float) -> None:
    draw = np.random.default_rng(3)
    for _ in range(300):
        a, b = (Array((draw.random(2000) < p).astype(float), "float64") for _ in range(2))
        assert agrees(statistics(), a, b)


@pytest.mark.parametrize("outlier", [1e6, 1e100, 1e300, np.inf, np.nan])
def test_statistics_is_not_widened_by_a_students_own_outlier(outlier: float) -> None:
    expected = Array(np.random.default_rng(0).normal(size=5000), "float64")
    wrong = np.zeros(5000)
    wrong[0] = outlier
    assert not agrees(statistics(), Array(wrong, "float64"), expected)


@pytest.mark.parametrize("seed", range(40))
def test_all_at_once_and_one_by_one_agree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(seed)
    numbers = [array(*draw.normal(size=3)) for _ in range(4)]
    expected: dict[str, Observed] = {
        "a": numbers[:2],
        "b": {"c": numbers[2], "d": 1.5, "e": True, "f": None},
        "g": numbers[3],
    }
    observed = {
        **expected,
        "a": [numbers[0], Array(numbers[1].values + draw.choice([0.0, 1e-12, 1e-3, np.nan, np.inf]), "float64")],
    }
    comparison = close(atol=1e-9)
    at_once = comparison.judge(observed, expected, {}), comparison.distance(observed, expected, {})
    monkeypatch.setattr("grader.checks.compare.same_form", lambda *_: False)
    assert (comparison.judge(observed, expected, {}), comparison.distance(observed, expected, {})) == at_once


def test_same_set_looks_at_shapes_before_it_sorts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        np, "lexsort", lambda keys: pytest.fail("sorted what a student's code made as large as it liked")
    )
    mismatch = same_set().judge(Array(np.zeros((2, 50_000)), "float64"), array([1.0, 2.0], [3.0, 4.0]), {})
    assert mismatch is not None and "shape" in mismatch.message.en


def test_what_cannot_be_judged_is_not_accepted() -> None:
    assert close(1e-9).accepts(1.0, 1.0, {})
    failing = converges(metric=lambda observed, kept: kept["labels"], name=Text.same("loss"))
    assert not failing.accepts(1.0, 1.0, {})


def test_count_lists_what_is_missing_and_what_is_extra() -> None:
    assert agrees(count(), [[3, 4], [4]], [[4], [3, 4]])
    mismatch = count().judge([[3, 4], [7]], [[3, 4], [4]], {})
    assert mismatch is not None
    assert (mismatch.expected.en, mismatch.got.en) == ("16 parameters", "19 parameters (missing [4]; extra [7])")


@pytest.mark.parametrize("junk", [None, 3, "x", {"a": 1}, [["x"]], [[None]], [3], [[number(3.0)]], array(1.0), [[-1]]])
def test_count_refuses_what_is_no_list_of_shapes(junk: Observed) -> None:
    assert not agrees(count(), junk, [[3, 4], [4]])


def test_converges_measures_what_came_and_not_what_is_claimed() -> None:
    def error(observed: Observed, kept: object) -> float:
        assert isinstance(observed, Array)
        return float(np.abs(observed.values).max())

    comparison = converges(error, Text("error", "오차"), factor=2.0, slack=0.1)
    assert agrees(comparison, array(0.5), array(0.2))
    assert not agrees(comparison, array(0.51), array(0.2))
    assert not agrees(comparison, array(np.nan), array(0.2))
    assert not agrees(comparison, array(0.1, 0.1), array(0.2))
    assert not agrees(comparison, None, array(0.2))
    assert not comparison.explains


@pytest.mark.parametrize("comparison", [close(), same_set(), statistics(), close(dtype=True)])
@pytest.mark.parametrize(
    "observed", [None, "x", 2**62, [2**62, 1.5], {}, [], [[]], array(), {"a": None}, array(1 + 0j, dtype="complex64")]
)
def test_no_observation_makes_a_comparison_raise(comparison: Comparison, observed: Observed) -> None:
    expected = Array(np.arange(2000.0), "float64")
    mismatch = comparison.judge(observed, expected, {})
    assert mismatch is not None
    assert mismatch.message.en and mismatch.message.ko and mismatch.got.en and mismatch.expected.ko


@pytest.mark.parametrize(
    ("comparison", "observed", "expected", "distance"),
    [
        (close(0.5), array(1.0, 3.0), array(1.0, 2.0), 2.0),
        (close(0.5), {"a": 1.25, "b": [2.0]}, {"a": 1.0, "b": [2.0]}, 0.5),
        (close(0, rtol=0.5), array(3.0), array(2.0), 1.0),
        (close(0), array(1.0), array(1.0), 0.0),
        (close(0), array(1.0), array(2.0), np.inf),
        (close(1.0), array(3, dtype="int64"), array(5, dtype="int64"), 2.0),
        (close(1.0), True, False, np.inf),
        (close(1.0), array(np.nan), array(np.nan), np.inf),
        (close(1.0), array(1.0), array(1.0, 1.0), np.inf),
        (close(1.0, dtype=True), array(1.0, dtype="float32"), array(1.0), np.inf),
        (close(1.0), [], array(dtype="float64"), 0.0),
        (same_set(0.5), array(3.0, 1.0), array(1.0, 2.0), 2.0),
        (count(), [[3, 4]], [[2, 6]], 0.0),
        (count(), [[3, 4]], [[2, 7]], np.inf),
    ],
)
def test_the_distance_counts_tolerances(
    comparison: Comparison, observed: Observed, expected: Observed, distance: float
) -> None:
    assert comparison.distance(observed, expected, {}) == distance


def test_single_precision_may_have_a_tolerance_of_its_own() -> None:
    expected = {"double": array(1.0), "single": array(1.0, dtype="float32")}
    off = {"double": array(1.0), "single": array(1.01, dtype="float32")}
    assert agrees(close(1e-9, single=0.1), off, expected)
    assert not agrees(close(1e-9, single=1e-3), off, expected)
    assert not agrees(close(1e-9, single=0.1), {"double": array(1.01), "single": array(1.0)}, expected)


def ratios(observed: dict[str, Array], drawn: dict[str, Array]) -> Observed:
    ratio = observed["y"].values / drawn["x"].values
    return {"factor": float(ratio.max()), "is_one_factor": bool((ratio == ratio.max()).all())}


def test_derived_compares_what_follows_and_takes_what_was_drawn_from_the_reference() -> None:
    expected = {"x": array(1.0, 2.0), "y": array(3.0, 6.0)}
    comparison = derived(ratios, close(1e-9))
    assert agrees(comparison, {"x": array(9.0, 9.0), "y": array(3.0, 6.0)}, expected)
    assert not agrees(comparison, {"x": array(1.0, 1.0), "y": array(3.0, 3.0)}, expected)
    mismatch = comparison.judge({"x": array(1.0, 2.0), "y": array(4.0, 8.0)}, expected, {})
    assert mismatch is not None and "`factor`" in mismatch.message.en
    assert (mismatch.expected.en, mismatch.got.en) == ("3", "4")


@pytest.mark.parametrize("odd", [None, {"x": array(1.0, 2.0)}, {"x": array(1.0, 2.0), "y": array(1.0)}, [array(1.0)]])
def test_derived_looks_at_the_form_before_it_derives(odd: Observed) -> None:
    comparison = derived(lambda *_: pytest.fail("derived from what has another form"), close(1e-9))
    expected = {"x": array(1.0, 2.0), "y": array(3.0, 6.0)}
    assert comparison.distance(odd, expected, {}) == np.inf
    mismatch = comparison.judge(odd, expected, {})
    assert mismatch is not None and mismatch.message.ko


@pytest.mark.parametrize("seed", range(20))
def test_what_is_accepted_and_how_far_it_is_agree(seed: int) -> None:
    draw = np.random.default_rng(seed)
    expected = {"a": Array(draw.normal(size=1500), "float64"), "b": [float(draw.normal())]}
    noise = draw.choice([0.0, 1e-10, 1e-9, 0.1, 1.0, np.inf, np.nan])
    observed = {"a": Array(expected["a"].values + noise * draw.random(1500), "float64"), "b": expected["b"]}
    metric = converges(lambda tree, kept: float(np.abs(tree["a"].values).mean()), Text.same("size"), slack=0.05)
    for comparison in (close(1e-9), close(1e-2, rtol=0.1), same_set(), derived(lambda o, _: o, close(0.1)), metric):
        accepted = comparison.judge(observed, expected, {}) is None
        assert (
            accepted == comparison.accepts(observed, expected, {}) == (comparison.distance(observed, expected, {}) <= 1)
        )
