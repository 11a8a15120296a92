"""Each probe tells a right optimizer from one with the mistake that the probe is there for, and not from its equals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import pytest
import torch
from torch import Tensor

from grader.checks import optimizers
from grader.checks.compare import close
from grader.checks.draw import Draw
from grader.checks.observation import decode, encode
from grader.checks.trees import Mismatch

Probe = Callable[[optimizers.Make, Draw], Any]


class Right:
    """Momentum whose first velocity is the undampened gradient."""

    def __init__(self, params: Iterable[Tensor], lr: float = 0.1, mu: float = 0.9) -> None:
        self.params, self.lr, self.mu = list(params), lr, mu
        self.v: dict[Any, Tensor] = {}

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is not None:
                self.v[i] = self.velocity(self.v.get(i), p.grad)
                self.move(p, self.v[i])

    def velocity(self, old: Tensor | None, g: Tensor) -> Tensor:
        return g.clone() if old is None else self.mu * old + 0.5 * g

    def move(self, p: Tensor, v: Tensor) -> None:
        p -= self.lr * v

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None


class NewStorage(Right):
    def move(self, p: Tensor, v: Tensor) -> None:
        p.data = p.data - self.lr * v

    def zero_grad(self) -> None:
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()


class FromDifferences(Right):
    """No velocity: the last position says how fast it goes."""

    def __init__(self, params: Iterable[Tensor], lr: float = 0.1, mu: float = 0.9) -> None:
        super().__init__(params, lr, mu)
        self.before: dict[int, Tensor] = {}

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is not None:
                now, before = p.clone(), self.before.get(i)
                p -= self.lr * (p.grad if before is None else 0.5 * p.grad + self.mu / self.lr * (before - now))
                self.before[i] = now


class AsSubclass(torch.optim.Optimizer):
    def __init__(self, params: Iterable[Tensor], lr: float = 0.1, mu: float = 0.9) -> None:
        super().__init__(params, {"lr": lr, "momentum": mu, "dampening": 0.5})

    @torch.no_grad()
    def step(self) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                if "v" in self.state[p]:
                    self.state[p]["v"].mul_(group["momentum"]).add_(p.grad, alpha=1 - group["dampening"])
                else:
                    self.state[p]["v"] = p.grad.clone()
                p.sub_(self.state[p]["v"], alpha=group["lr"])


class ByPositionAmongThePresent(Right):
    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(p for p in self.params if p.grad is not None):
            assert p.grad is not None
            self.v[i] = self.velocity(self.v.get(i), p.grad)
            self.move(p, self.v[i])


class MissingIsZero(Right):
    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            self.v[i] = self.velocity(self.v.get(i), torch.zeros_like(p) if p.grad is None else p.grad)
            self.move(p, self.v[i])


class MissingForgets(Right):
    @torch.no_grad()
    def step(self) -> None:
        super().step()
        self.v = {i: v for i, v in self.v.items() if self.params[i].grad is not None}


class ZeroIsMissing(Right):
    @torch.no_grad()
    def step(self) -> None:
        for p in self.params:
            if p.grad is not None and not p.grad.any():
                p.grad = None
        super().step()


class ZeroVelocityIsFirst(Right):
    def velocity(self, old: Tensor | None, g: Tensor) -> Tensor:
        return super().velocity(None if old is None or not old.any() else old, g)


class KeepsTheFirstGradient(Right):
    def velocity(self, old: Tensor | None, g: Tensor) -> Tensor:
        return g if old is None else old.mul_(self.mu).add_(0.5 * g)


class KeepsAnAlias(Right):
    """It changes no gradient, and is changed by one."""

    def velocity(self, old: Tensor | None, g: Tensor) -> Tensor:
        return g if old is None else self.mu * old + 0.5 * g


class ScalesTheGradient(Right):
    def velocity(self, old: Tensor | None, g: Tensor) -> Tensor:
        return super().velocity(old, g.clone()) + 0 * g.mul_(2)


class OnTheClass(Right):
    shared: ClassVar[dict[Any, Tensor]] = {}

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            assert p.grad is not None
            self.shared[i] = self.velocity(self.shared.get(i), p.grad)
            self.move(p, self.shared[i])


class OnTheTensor(Right):
    @torch.no_grad()
    def step(self) -> None:
        for p in self.params:
            assert p.grad is not None
            p.v = self.velocity(getattr(p, "v", None), p.grad)  # type: ignore[attr-defined]
            self.move(p, p.v)  # type: ignore[attr-defined]


class SettingsOnTheClass(Right):
    rate: ClassVar[list[float]] = []

    def __init__(self, params: Iterable[Tensor], lr: float = 0.1, mu: float = 0.9) -> None:
        super().__init__(params, lr, mu)
        self.rate.append(lr)

    def move(self, p: Tensor, v: Tensor) -> None:
        p -= self.rate[0] * v


class ByShape(Right):
    @torch.no_grad()
    def step(self) -> None:
        for p in self.params:
            assert p.grad is not None
            self.v[p.shape] = self.velocity(self.v.get(p.shape), p.grad)
            self.move(p, self.v[p.shape])


class MovesAFlatCopy(Right):
    def move(self, p: Tensor, v: Tensor) -> None:
        flat = p.reshape(-1)
        flat -= self.lr * v.reshape(-1)


class ReadsMemoryInOrder(Right):
    """As if the gradient's memory had the order of its coordinates."""

    def velocity(self, old: Tensor | None, g: Tensor) -> Tensor:
        return super().velocity(old, torch.as_strided(g, g.shape, torch.empty(g.shape).stride()))


class GoesToFloat64(Right):
    def move(self, p: Tensor, v: Tensor) -> None:
        p.data = p.data.double() - self.lr * v


class GoesToFloat32(Right):
    def move(self, p: Tensor, v: Tensor) -> None:
        p.data = p.data.float() - self.lr * v.float()


def seen(probe: Probe, make: optimizers.Make) -> Any:
    return decode(*encode(probe(make, Draw(7))))


def mismatch(probe: Probe, make: optimizers.Make) -> Mismatch | None:
    tolerance = close(1e-9, single=1e-4, dtype=True) if probe is optimizers.any_parameters else close(1e-9)
    return tolerance.judge(seen(probe, make), seen(probe, Right), {})


def separate_settings(make: Any, draw: Draw) -> Any:
    return optimizers.separate_states(make, draw, lambda params: make(params, lr=0.2, mu=0.5))


ALL: list[Probe] = [
    optimizers.missing_gradients, optimizers.zero_gradients, optimizers.kept_gradients, optimizers.separate_states,
    separate_settings, optimizers.any_parameters,
]  # fmt: skip


@pytest.mark.parametrize("probe", ALL)
@pytest.mark.parametrize("make", [Right, NewStorage, FromDifferences, AsSubclass])
def test_right_optimizers_agree_however_they_are_written(make: Any, probe: Probe) -> None:
    assert mismatch(probe, make) is None


@pytest.mark.parametrize(
    ("make", "probe"),
    [
        (ByPositionAmongThePresent, optimizers.missing_gradients),
        (MissingIsZero, optimizers.missing_gradients),
        (MissingForgets, optimizers.missing_gradients),
        (ZeroIsMissing, optimizers.zero_gradients),
        (ZeroVelocityIsFirst, optimizers.zero_gradients),
        (KeepsTheFirstGradient, optimizers.kept_gradients),
        (KeepsAnAlias, optimizers.kept_gradients),
        (ScalesTheGradient, optimizers.kept_gradients),
        (OnTheClass, optimizers.separate_states),
        (OnTheTensor, optimizers.separate_states),
        (ByShape, optimizers.separate_states),
        (SettingsOnTheClass, separate_settings),
        (MovesAFlatCopy, optimizers.any_parameters),
        (ReadsMemoryInOrder, optimizers.any_parameters),
        (GoesToFloat64, optimizers.any_parameters),
        (GoesToFloat32, optimizers.any_parameters),
    ],
)
def test_a_mistake_shows(make: Any, probe: Probe) -> None:
    assert mismatch(probe, make) is not None


def test_parameters_come_from_a_generator_that_can_be_read_once() -> None:
    class KeepsTheGenerator(Right):
        def __init__(self, params: Iterable[Tensor]) -> None:
            super().__init__([])
            self.params = params  # type: ignore[assignment]

    assert mismatch(optimizers.any_parameters, KeepsTheGenerator) is not None


def test_rows_follow_their_patterns() -> None:
    rows = optimizers.rows(Draw(1), [(2,), (3, 1)], ("g0.", ".g0"))
    kinds = [[None if g is None else bool(g.any()) for g in row] for row in rows]
    assert kinds == [[True, None], [False, True], [None, False]]
    assert [[None if g is None else tuple(g.shape) for g in row] for row in rows][1] == [(2,), (3, 1)]


def test_ready_gives_the_gradients_of_leaves_that_require_them() -> None:
    params = Draw(1).parameters([(2,), (3,)])
    params[0].grad = torch.ones(2, dtype=torch.float64)
    first, detached, derived = optimizers.ready([params[0], params[1].detach(), 2 * params[1]], Draw(2))
    assert first is not None and torch.equal(first, Draw(2).moderate(2))
    assert detached is None and derived is None
    assert optimizers.ready([params[1].detach()], Draw(2)) == [None]


def test_cleared_shows_what_zero_grad_left() -> None:
    class Idle:
        def zero_grad(self) -> None: ...

    def after(make: Callable[[list[Tensor]], Any]) -> Tensor | None:
        params = Draw(1).parameters([(2,)])
        params[0].grad = torch.ones(2, dtype=torch.float64)
        return optimizers.cleared(make(params), params, Draw(2))[0]

    fresh, left = after(Right), after(lambda params: Idle())
    assert fresh is not None and torch.equal(fresh, Draw(2).moderate(2))
    assert left is not None and torch.equal(left, 1 + fresh)
    assert fresh is not None and torch.equal(fresh, after(NewStorage))
