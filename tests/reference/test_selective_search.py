from __future__ import annotations

import itertools

import pytest
import torch
from loading import load
from torch import Tensor

reference = load("detection/selective_search")
hier_group = reference.hier_group


def grid(side: int, seed: int) -> tuple[Tensor, Tensor, Tensor, Tensor, int]:
    g = torch.Generator().manual_seed(seed)
    place = torch.cartesian_prod(torch.arange(side), torch.arange(side))
    boxes = torch.cat([place.flip(1), place.flip(1) + 1], dim=1).double() * 10
    sizes = torch.randint(40, 100, (side * side,), generator=g).double()
    hists = torch.softmax(2 * torch.randn(side * side, 5, generator=g, dtype=torch.float64), dim=1)
    return sizes, hists, boxes, (place[:, None] - place).abs().sum(dim=2) == 1, (10 * side) ** 2


def naive(sizes: Tensor, hists: Tensor, boxes: Tensor, adjacency: Tensor, im_size: int) -> list[list[float]]:
    """Everything from the leaves again at every step: a region is the set of its leaves."""
    regions = [frozenset([i]) for i in range(len(sizes))]
    found = list(regions)

    def box(leaves: frozenset[int]) -> list[float]:
        rows = boxes[sorted(leaves)]
        return [*rows[:, :2].amin(dim=0).tolist(), *rows[:, 2:].amax(dim=0).tolist()]

    def similarity(a: frozenset[int], b: frozenset[int]) -> float:
        means = [(sizes[sorted(r)] @ hists[sorted(r)]) / sizes[sorted(r)].sum() for r in (a, b)]
        both = float(sizes[sorted(a | b)].sum())
        x1, y1, x2, y2 = box(a | b)
        return float(torch.minimum(*means).sum()) + 1 - both / im_size + 1 - ((x2 - x1) * (y2 - y1) - both) / im_size

    while True:
        pairs = [
            (a, b) for a, b in itertools.combinations(regions, 2) if any(bool(adjacency[i, j]) for i in a for j in b)
        ]
        if not pairs:
            return [box(region) for region in found]
        a, b = max(pairs, key=lambda pair: similarity(*pair))
        regions = [r for r in regions if r not in (a, b)] + [a | b]
        found.append(a | b)


@pytest.mark.parametrize("seed", range(4))
def test_it_is_the_naive_grouping(seed: int) -> None:
    given = grid(4, seed)
    assert sorted(hier_group(*given).tolist()) == sorted(naive(*given))


def test_connected_regions_give_twice_as_many_boxes_less_one_and_the_last_is_the_image() -> None:
    boxes = hier_group(*grid(3, 0))
    assert boxes.shape == (17, 4)
    assert boxes[-1].tolist() == [0, 0, 30, 30]


def test_the_worked_example() -> None:
    boxes = torch.tensor([[0.0, 0, 4, 4], [4, 0, 8, 4]])
    touch = torch.tensor([[False, True], [True, False]])
    found = hier_group(torch.tensor([16.0, 16]), torch.tensor([[0.5, 0.5], [0.2, 0.8]]), boxes, touch, 100)
    assert found.tolist() == [[0, 0, 4, 4], [4, 0, 8, 4], [0, 0, 8, 4]]


def test_what_does_not_touch_does_not_merge() -> None:
    sizes, hists, boxes, _, pixels = grid(3, 1)
    assert torch.equal(hier_group(sizes, hists, boxes, torch.zeros(9, 9, dtype=torch.bool), pixels), boxes)
