from __future__ import annotations

import pytest
import torch
from loading import load
from trajectories import assert_same_trajectory, descend, feed, lessard

nesterov = load("optimizers/nesterov")
NAG, nag = nesterov.NAG, nesterov.nag

H = torch.tensor([[3.0, 1.0], [1.0, 2.0]], dtype=torch.float64)
X0 = torch.tensor([1.0, -2.0], dtype=torch.float64)


def slope(x: torch.Tensor) -> torch.Tensor:
    return H @ x


@pytest.mark.parametrize("momentum", [0.5, 0.9, 0.99])
def test_it_takes_the_steps_of_torch_sgd(momentum: float) -> None:
    assert_same_trajectory(
        lambda p: NAG(p, lr=0.1, momentum=momentum),
        lambda p: torch.optim.SGD(p, lr=0.1, momentum=momentum, nesterov=True),
    )


def test_without_momentum_it_is_gradient_descent() -> None:
    assert_same_trajectory(lambda p: NAG(p, lr=0.1, momentum=0.0), lambda p: torch.optim.SGD(p, lr=0.1))


def test_the_momentum_is_point_nine_by_default_and_the_first_step_one_point_nine() -> None:
    assert feed(lambda p: NAG(p, lr=0.1), [2.0]) == pytest.approx([-0.1 * 1.9 * 2.0], abs=1e-15)


def test_the_trajectory_starts_at_x0_and_holds_n_steps() -> None:
    x0 = torch.ones(2, 3)
    path = nag(lambda x: x, x0, 0.1, 0.9, 7)
    assert path.shape == (8, 2, 3)
    assert torch.equal(path[0], x0)
    assert torch.equal(x0, torch.ones(2, 3))
    assert nag(lambda x: x, x0, 0.1, 0.9, 0).shape == (1, 2, 3)


def test_the_first_step_of_the_trajectory_is_plain_and_the_second_looks_ahead() -> None:
    path = nag(slope, X0, 0.1, 0.9, 2)
    v1 = -0.1 * slope(X0)
    torch.testing.assert_close(path[1], X0 + v1, rtol=0, atol=1e-15)
    v2 = 0.9 * v1 - 0.1 * slope(X0 + v1 + 0.9 * v1)
    torch.testing.assert_close(path[2], X0 + v1 + v2, rtol=0, atol=1e-15)


@pytest.mark.parametrize("mu", [0.3, 0.9])
def test_torch_walks_the_look_ahead_points_of_the_trajectory(mu: float) -> None:
    x = nag(slope, X0, 0.1, mu, 30)
    v = torch.cat((torch.zeros(1, 2, dtype=torch.float64), x.diff(dim=0)))
    w = descend(lambda p: torch.optim.SGD(p, lr=0.1, momentum=mu, nesterov=True), slope, X0, 30)
    torch.testing.assert_close(x + mu * v, w, rtol=0, atol=1e-12)


def test_the_trajectory_solves_its_linear_recurrence() -> None:
    a, lr, mu, n = 2.5, 0.1, 0.8, 40
    c = 1 - lr * a
    M = torch.tensor([[c * (1 + mu), -c * mu], [1.0, 0.0]], dtype=torch.float64)  # (x_k, x_k-1) to (x_k+1, x_k)
    one = torch.ones((), dtype=torch.float64)
    expected = torch.stack([(torch.linalg.matrix_power(M, k) @ torch.stack((one, one)))[0] for k in range(n + 1)])
    torch.testing.assert_close(nag(lambda x: a * x, one, lr, mu, n), expected, rtol=0, atol=1e-13)


def test_it_leaves_the_cycle_that_traps_the_heavy_ball() -> None:
    x0 = torch.tensor([3.3], dtype=torch.float64)
    assert nag(lessard, x0, 1 / 25, 2 / 3, 400)[-1].abs() < 1e-9
    assert descend(lambda p: NAG(p, lr=1 / 25, momentum=2 / 3), lessard, x0, 400)[-1].abs() < 1e-9


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_trajectory_keeps_the_dtype_and_no_graph(dtype: torch.dtype) -> None:
    path = nag(lambda x: x, torch.ones(3, dtype=dtype, requires_grad=True), 0.1, 0.9, 3)
    assert path.dtype == dtype
    assert not path.requires_grad


@pytest.mark.gpu
def test_the_trajectory_runs_on_a_gpu(cuda: str) -> None:
    on_gpu = nag(lambda x: H.to(cuda) @ x, X0.to(cuda), 0.1, 0.9, 30)
    torch.testing.assert_close(on_gpu.cpu(), nag(slope, X0, 0.1, 0.9, 30), rtol=0, atol=1e-12)
