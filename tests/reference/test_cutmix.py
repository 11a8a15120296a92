from __future__ import annotations

import math
from types import ModuleType

import pytest
import torch
import torch.nn.functional as F
from loading import load

module = load("regularization/cutmix")
rand_bbox, cutmix, cutout = module.rand_bbox, module.cutmix, module.cutout


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def batch(n: int = 5, height: int = 7, width: int = 10) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    g = seeded(1)
    x = torch.randn(n, 3, height, width, generator=g, dtype=torch.float64)
    return x, torch.rand(n, 4, generator=g, dtype=torch.float64), torch.randperm(n, generator=g)


@pytest.mark.parametrize(
    ("centre", "box", "lam"),
    [((16, 16), (8, 8, 24, 24), 0.75), ((0, 0), (0, 0, 8, 8), 0.9375), ((31, 5), (23, 0, 32, 13), 0.885742)],
)
def test_the_published_boxes(centre: tuple[int, int], box: tuple[int, int, int, int], lam: float) -> None:
    assert rand_bbox(32, 32, 0.7, *centre) == box
    y = torch.eye(2, dtype=torch.float64)
    labels = cutmix(torch.zeros(2, 1, 32, 32), y, box, torch.tensor([1, 0]))[1]
    assert labels[0].tolist() == pytest.approx([lam, 1 - lam], abs=1e-6)


def test_the_authors_rounding_gives_the_same_boxes() -> None:
    for side in range(1, 60):
        for percent in range(101):
            lam, centre = percent / 100, side // 2
            half = int(side * math.sqrt(1.0 - lam)) // 2
            box = (max(centre - half, 0), max(centre - half, 0), min(centre + half, side), min(centre + half, side))
            assert rand_bbox(side, side, lam, centre, centre) == box


def test_the_box_has_the_images_proportions_and_the_area_asked_for() -> None:
    y1, x1, y2, x2 = rand_bbox(2000, 3000, 0.7, 1000, 1500)
    assert (y2 - y1) / (x2 - x1) == pytest.approx(2 / 3, rel=1e-2)
    assert (y2 - y1) * (x2 - x1) / 6e6 == pytest.approx(0.3, rel=1e-2)


@pytest.mark.parametrize("seed", range(8))
def test_torchvisions_cutmix_gives_the_same_with_its_box_and_its_partner(torchvision: ModuleType, seed: int) -> None:
    v2 = pytest.importorskip("torchvision.transforms.v2")
    x, classes = torch.arange(5 * 3 * 21 * 34).reshape(5, 3, 21, 34).float(), torch.tensor([0, 1, 2, 3, 0])
    torch.manual_seed(seed)
    theirs, their_labels = v2.CutMix(num_classes=4)(x, classes)
    torch.manual_seed(seed)
    lam = float(torch.distributions.Beta(torch.tensor([1.0]), torch.tensor([1.0])).sample())
    cx, cy = int(torch.randint(34, (1,))), int(torch.randint(21, (1,)))
    ours, labels = cutmix(x, F.one_hot(classes, 4), rand_bbox(21, 34, lam, cy, cx), torch.arange(5).roll(1))
    assert torch.equal(ours, theirs)
    torch.testing.assert_close(labels, their_labels, rtol=0, atol=1e-6)


def test_the_weight_of_a_label_is_the_fraction_of_the_pixels_for_boxes_anywhere() -> None:
    g, perm = seeded(2), torch.tensor([1, 2, 0])
    x = torch.arange(3.0)[:, None, None, None].expand(3, 2, 13, 18)
    for _ in range(50):
        lam, cy, cx = float(torch.rand((), generator=g)), int(torch.randint(13, (), generator=g)), 9
        mixed, labels = cutmix(x, torch.eye(3, dtype=torch.float64), rand_bbox(13, 18, lam, cy, cx), perm)
        for i in range(3):
            counted = torch.stack([(mixed[i, 0] == k).double().mean() for k in range(3)])
            torch.testing.assert_close(labels[i], counted, rtol=0, atol=1e-15)


def test_a_loop_over_pixels_gives_the_same() -> None:
    x, y, perm = batch()
    y1, x1, y2, x2 = box = (2, 3, 7, 6)
    mixed, labels = cutmix(x, y, box, perm)
    for i, j in enumerate(perm.tolist()):
        for r in range(7):
            for c in range(10):
                source = j if y1 <= r < y2 and x1 <= c < x2 else i
                assert torch.equal(mixed[i, :, r, c], x[source, :, r, c])
        torch.testing.assert_close(labels[i], (55 * y[i] + 15 * y[j]) / 70, rtol=0, atol=1e-15)


def test_an_empty_box_changes_nothing_and_a_whole_one_everything() -> None:
    x, y, perm = batch(height=8)
    none, whole = rand_bbox(8, 10, 1.0, 3, 4), rand_bbox(8, 10, 0.0, 4, 5)
    assert whole == (0, 0, 8, 10)
    for ours, expected in zip(
        cutmix(x, y, none, perm) + cutmix(x, y, whole, perm), (x, y, x[perm], y[perm]), strict=True
    ):
        assert torch.equal(ours, expected)


@pytest.mark.parametrize("size", [1, 2, 5, 8, 40])
def test_cutout_clears_the_pixels_whose_offset_lies_within_the_square(size: int) -> None:
    x = batch()[0]
    for cy, cx in ((0, 0), (3, 5), (6, 9), (6, 0)):
        cleared = cutout(x, size, cy, cx)
        for r in range(7):
            for c in range(10):
                inside = 0 <= r - (cy - size // 2) < size and 0 <= c - (cx - size // 2) < size
                assert torch.equal(cleared[..., r, c], torch.zeros(5, 3).double() if inside else x[..., r, c])


def test_gradients_go_where_the_pixels_came_from() -> None:
    x, y, perm = batch()
    weight = torch.randn(x.shape, generator=seeded(5), dtype=torch.float64)
    inside = torch.zeros(7, 10, dtype=torch.float64)
    inside[1:4, 2:9] = 1
    leaf = x.clone().requires_grad_()
    (cutmix(leaf, y, (1, 2, 4, 9), perm)[0] * weight).sum().backward()
    assert torch.equal(leaf.grad, weight * (1 - inside) + (weight * inside)[perm.argsort()])
    (gradient,) = torch.autograd.grad((cutout(leaf, 3, 1, 1) * weight).sum(), leaf)
    assert torch.equal(gradient, cutout(weight, 3, 1, 1))


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32])
def test_dtypes_and_arguments_stay_and_integer_labels_become_fractions(dtype: torch.dtype) -> None:
    x, y, perm = batch()
    x, y = x.to(dtype), y.to(dtype)
    before = x.clone(), y.clone()
    mixed, labels = cutmix(x, y, (0, 0, 3, 3), perm)
    assert mixed.dtype == labels.dtype == cutout(x, 3, 0, 0).dtype == dtype
    assert torch.equal(x, before[0]) and torch.equal(y, before[1])
    one_hot = torch.tensor([[1, 0], [0, 1]])
    assert cutmix(x[:2], one_hot, (0, 0, 7, 5), torch.tensor([1, 0]))[1].tolist() == [[0.5, 0.5], [0.5, 0.5]]


def test_the_handouts_cutout() -> None:
    cleared = (cutout(torch.ones(1, 1, 20, 20), 5, 1, 10)[0, 0] == 0).nonzero()
    assert cleared.min(0).values.tolist() == [0, 8] and cleared.max(0).values.tolist() == [3, 12]
    assert len(cleared) == 4 * 5


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    x, y, perm = batch()
    mixed, labels = cutmix(x.to(cuda), y.to(cuda), (1, 2, 5, 6), perm.to(cuda))
    expected, expected_labels = cutmix(x, y, (1, 2, 5, 6), perm)
    assert torch.equal(mixed.cpu(), expected) and torch.equal(cutout(x.to(cuda), 3, 2, 2).cpu(), cutout(x, 3, 2, 2))
    torch.testing.assert_close(labels.cpu(), expected_labels)
