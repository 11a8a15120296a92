from __future__ import annotations

import itertools

import pytest
import torch
from loading import load

reference = load("generative/made")


def vectors(D: int) -> torch.Tensor:
    return torch.tensor(list(itertools.product((0.0, 1.0), repeat=D)), dtype=torch.float64)


def drawn_degrees(D: int, hidden: list[int], seed: int = 0) -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(D, generator=generator) + 1
    return [order, *(torch.randint(1, D, (H,), generator=generator) for H in hidden)]


def model(D: int, hidden: list[int], degrees: list[torch.Tensor] | None = None) -> torch.nn.Module:
    generator = torch.Generator().manual_seed(7)
    made = reference.MADE(D, hidden, degrees).double()
    for param in made.parameters():
        param.data = torch.randn(param.shape, dtype=torch.float64, generator=generator)
    return made


def test_worked_example() -> None:
    first, second = reference.made_masks(3, [4])
    assert first.int().tolist() == [[1, 0, 0], [1, 1, 0], [1, 0, 0], [1, 1, 0]]
    assert second.int().tolist() == [[0, 0, 0, 0], [1, 0, 1, 0], [1, 1, 1, 1]]
    assert (second.int() @ first.int()).tolist() == [[0, 0, 0], [2, 0, 0], [4, 2, 0]]


def test_masks_are_those_of_a_loop() -> None:
    D, hidden = 5, [7, 4]
    degrees = drawn_degrees(D, hidden)
    chain = [m.tolist() for m in degrees]
    for i, mask in enumerate(reference.made_masks(D, hidden, degrees)):
        after, strict = (chain[i + 1], 0) if i < len(hidden) else (chain[0], 1)
        assert mask.tolist() == [[a >= b + strict for b in chain[i]] for a in after]


@pytest.mark.parametrize("hidden", [[6], [8, 5], [9, 9, 9]])
def test_paths_lead_to_later_outputs_alone(hidden: list[int]) -> None:
    paths = torch.eye(6)
    for mask in reference.made_masks(6, hidden):
        paths = mask.float() @ paths
    assert paths.triu().eq(0).all() and paths[-1, 0] > 0


def test_greater_or_equal_at_the_outputs_leaks() -> None:
    degrees = drawn_degrees(6, [20])
    first, second = reference.made_masks(6, [20], degrees)
    leaking = degrees[0][:, None] >= degrees[1]
    assert (second.float() @ first.float()).diagonal().eq(0).all()
    assert (leaking.float() @ first.float()).diagonal().any()


@pytest.mark.parametrize("ordered", [True, False])
def test_no_logit_depends_on_its_own_input_or_later_ones(ordered: bool) -> None:
    D, hidden = 6, [30, 20]
    degrees = None if ordered else drawn_degrees(D, hidden, seed=3)
    order = torch.arange(1, D + 1) if degrees is None else degrees[0]
    x = torch.randn(D, dtype=torch.float64)
    jacobian = torch.autograd.functional.jacobian(model(D, hidden, degrees), x)
    forbidden = order[:, None] <= order
    assert jacobian[forbidden].eq(0).all() and jacobian[~forbidden].ne(0).any()


def test_probabilities_sum_to_one() -> None:
    D, hidden = 8, [20, 16]
    x = vectors(D)
    for degrees in (None, drawn_degrees(D, hidden, seed=5)):
        z = model(D, hidden, degrees)(x)
        p = torch.where(x > 0, z.sigmoid(), 1 - z.sigmoid()).prod(-1)
        assert p.sum().item() == pytest.approx(1, abs=1e-12)


def test_parameters_of_the_paper() -> None:
    assert sum(param.numel() for param in reference.MADE(784, [500]).parameters()) == 785_284


def test_masks_hold_whatever_is_written_into_the_weights() -> None:
    made = model(5, [12])
    before = made(vectors(5))
    with torch.no_grad():
        for layer in made:
            if isinstance(layer, torch.nn.Linear):
                layer.weight[~layer.mask] = 100.0
    torch.testing.assert_close(made(vectors(5)), before, rtol=0, atol=0)
