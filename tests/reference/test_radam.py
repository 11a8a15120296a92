from __future__ import annotations

import math
from itertools import pairwise, product

import pytest
import torch
from loading import load
from trajectories import assert_same_trajectory, feed, gradient_stream, trajectory

radam = load("optimizers/radam")
RAdam, rho, rectification = radam.RAdam, radam.rho, radam.rectification


@pytest.mark.parametrize(
    ("betas", "eps"), list(product([(0.9, 0.999), (0.9, 0.9), (0.5, 0.99), (0.9, 0.6)], [1e-8, 1e-2]))
)
def test_it_takes_the_steps_of_torch(betas: tuple[float, float], eps: float) -> None:
    options = {"lr": 0.01, "betas": betas, "eps": eps}
    assert_same_trajectory(lambda p: RAdam(p, **options), lambda p: torch.optim.RAdam(p, **options))


def test_the_defaults_are_those_of_torch() -> None:
    assert_same_trajectory(RAdam, torch.optim.RAdam)


def test_rho_grows_by_about_one_a_step() -> None:
    expected = [1, 1.9995, 2.9987, 3.9975, 4.996, 5.9942]
    assert [rho(t, 0.999) for t in range(1, 7)] == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("beta2", "limit"), [(0.999, 1999), (0.99, 199), (0.9, 19), (0.6, 4), (2 / 3, 5)])
def test_rho_approaches_the_length_of_the_whole_average(beta2: float, limit: float) -> None:
    assert rho(40_000, beta2) == pytest.approx(limit, abs=1e-6)


@pytest.mark.parametrize(("t", "r"), [(6, 0.0258), (5000, 0.9829)])
def test_rectification_at_two_known_steps(t: int, r: float) -> None:
    assert rectification(t, 0.999) == pytest.approx(r, abs=5e-5)


def test_rectification_rises_and_stays_below_one() -> None:
    r = [rectification(t, 0.999) for t in range(6, 6000)]
    assert all(a < b for a, b in pairwise(r))
    assert r[-1] < 1


def test_the_warm_up_is_sgd_on_the_corrected_mean() -> None:
    gradients = [1.0, -2.0, 0.5, 3.0, 1.0]
    m, x, expected = 0.0, 0.0, []
    for t, g in enumerate(gradients, start=1):
        m = 0.9 * m + 0.1 * g
        x -= 0.1 * m / (1 - 0.9**t)
        expected.append(x)
    assert feed(lambda p: RAdam(p, lr=0.1), gradients) == pytest.approx(expected, abs=1e-14)


def test_the_papers_threshold_rectifies_one_step_earlier() -> None:
    gradients = [1.0, -2.0, 0.5, 3.0, 1.0]
    m = v = 0.0
    for g in gradients:
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
    rho5, rho_inf = 4.99600, 1999.0
    r = math.sqrt((rho5 - 4) * (rho5 - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho5))
    adaptive = 0.1 * r * (m / (1 - 0.9**5)) / math.sqrt(v / (1 - 0.999**5))
    four, five = (feed(lambda p, k=k: RAdam(p, lr=0.1, threshold=k), gradients) for k in (4.0, 5.0))
    assert four[:4] == five[:4]
    assert four[3] - four[4] == pytest.approx(adaptive, rel=1e-4)
    assert five[3] - five[4] == pytest.approx(0.1 * m / (1 - 0.9**5), rel=1e-12)


def test_a_rho_at_the_threshold_is_still_warm_up() -> None:
    path = feed(lambda p: RAdam(p, lr=0.1, threshold=rho(7, 0.999), warm="none"), [1.0] * 8)
    assert [x != 0 for x in path] == [False] * 7 + [True]


@pytest.mark.parametrize("warm", ["none", ""])
def test_any_other_warm_up_takes_no_step_but_gathers_averages(warm: str) -> None:
    stream = gradient_stream(12)
    ours = trajectory(lambda p: RAdam(p, lr=0.01, warm=warm), stream)
    theirs = trajectory(lambda p: torch.optim.RAdam(p, lr=0.01), stream)
    for i in (0, 2, 3):  # these have a gradient at every step
        assert all(torch.equal(ours[t][i], ours[0][i]) for t in range(5))
        for t in range(5, 12):
            moved, expected = ours[t][i] - ours[0][i], theirs[t][i] - theirs[4][i]
            torch.testing.assert_close(moved, expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("beta2", [0.5, 0.6, 0.66])
def test_a_short_memory_never_rectifies(beta2: float) -> None:
    path = feed(lambda p: RAdam(p, lr=0.1, betas=(0.0, beta2)), [2.0] * 50)
    assert path[-1] == pytest.approx(-0.1 * 2.0 * 50, rel=1e-12)


def test_a_threshold_below_four_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 4"):
        RAdam([torch.zeros(1)], threshold=3.9)
