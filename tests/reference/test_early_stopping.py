from __future__ import annotations

import math

import pytest
import torch
from loading import load
from torch import nn

EarlyStopping = load("regularization/early_stopping").EarlyStopping
LOSSES = [1, 0.8, 0.7, 0.75, 0.72, 0.69, 0.71, 0.70, 0.70, 0.5]


def train(stopper: object, losses: list[float], model: nn.Module) -> int | None:
    """The epoch at which it stops; every parameter and buffer has the number of the epoch as its value."""
    for epoch, loss in enumerate(losses):
        with torch.no_grad():
            for tensor in (*model.parameters(), *model.buffers()):
                tensor.fill_(epoch)
        if stopper.step(loss, model):  # type: ignore[attr-defined]
            return epoch
    return None


def values(model: nn.Module) -> set[float]:
    return {float(value) for tensor in model.state_dict().values() for value in tensor.flatten()}


@pytest.mark.parametrize(
    ("patience", "min_delta", "stops", "best"),
    [(1, 0, 3, 2), (2, 0, 4, 2), (3, 0, 8, 5), (4, 0, None, 9), (3, 0.02, 5, 2)],
)
def test_it_stops_where_the_published_table_does(patience: int, min_delta: float, stops: int | None, best: int) -> None:
    model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
    assert train(EarlyStopping(patience, min_delta), LOSSES, model) == stops
    assert values(model) == {float(best)}


@pytest.mark.parametrize("seed", range(20))
def test_a_search_through_the_whole_history_gives_the_same(seed: int) -> None:
    losses = torch.rand(30, generator=torch.Generator().manual_seed(seed)).tolist()
    patience, delta = 1 + seed % 5, 0.1 * (seed % 3)
    records = [0]  # epochs that improved
    expected = None
    for t in range(1, 30):
        if losses[t] < losses[records[-1]] - delta:
            records.append(t)
        elif t - records[-1] == patience:
            expected = t
            break
    model = nn.Linear(1, 1)
    assert train(EarlyStopping(patience, delta), losses, model) == expected
    if expected is not None:
        assert values(model) == {float(records[-1])}


def test_the_best_weights_come_back_bit_by_bit_into_the_same_parameters() -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4))
    held, stopper = list(model.parameters()), EarlyStopping(2)
    optimizer = torch.optim.SGD(held, lr=0.1)
    snapshots = []
    for loss in (1.0, 0.5, 0.6, 0.7):
        model(torch.randn(8, 3)).square().sum().backward()
        optimizer.step()
        snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
        stopped = stopper.step(loss, model)
    assert stopped
    assert all(torch.equal(value, snapshots[1][name]) for name, value in model.state_dict().items())
    assert all(a is b for a, b in zip(held, model.parameters(), strict=True))


def test_without_restoring_the_last_weights_stay() -> None:
    model = nn.Linear(1, 1)
    assert train(EarlyStopping(2, restore_best=False), LOSSES, model) == 4
    assert values(model) == {4.0}


def test_nan_is_no_improvement_not_even_the_first() -> None:
    model = nn.Linear(1, 1)
    assert train(EarlyStopping(3), [math.nan, 0.5, math.nan, math.nan, math.nan], model) == 4
    assert values(model) == {1.0}
    assert train(EarlyStopping(2), [math.nan, math.nan], model) == 1


def test_a_loss_may_be_a_tensor_with_a_graph() -> None:
    weight = torch.ones((), requires_grad=True)
    stopper, model = EarlyStopping(1), nn.Linear(1, 1)
    assert [stopper.step(weight * loss, model) for loss in (0.5, 0.4, 0.45)] == [False, False, True]


def test_stopping_a_quadratic_early_shrinks_like_weight_decay() -> None:
    curvature, lr, steps = 0.1, 0.1, 10
    stopped = 1 - (1 - lr * curvature) ** steps
    decayed = curvature / (curvature + 1 / (lr * steps))
    assert stopped == pytest.approx(0.0956, abs=5e-5) and decayed == pytest.approx(0.0909, abs=5e-5)
