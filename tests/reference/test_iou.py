from __future__ import annotations

from types import ModuleType

import pytest
import torch
from boxes import naive_iou, random_boxes
from loading import load

box_iou = load("detection/iou").box_iou


def pair(a: list[float], b: list[float]) -> float:
    return float(box_iou(torch.tensor([a], dtype=torch.float64), torch.tensor([b], dtype=torch.float64)))


@pytest.mark.parametrize(
    ("a", "b", "iou"),
    [
        ([0, 0, 2, 2], [1, 1, 3, 3], 1 / 7),
        ([0, 0, 2, 2], [0, 0, 2, 2], 1.0),
        ([0, 0, 2, 2], [2, 0, 4, 2], 0.0),  # a common side
        ([0, 0, 2, 2], [2, 2, 4, 4], 0.0),  # a common corner
        ([0, 0, 1, 1], [5, 5, 6, 6], 0.0),  # apart on both axes: two negative sides, no positive area
        ([0, 0, 4, 4], [1, 1, 3, 3], 0.25),
        ([0, 0, 2, 1], [0, 0, 1, 1], 0.5),
        ([-3, -3, -1, -1], [-2, -2, 0, 0], 1 / 7),
    ],
)
def test_known_pairs(a: list[float], b: list[float], iou: float) -> None:
    assert pair(a, b) == pytest.approx(iou, abs=1e-15)
    assert pair(b, a) == pytest.approx(iou, abs=1e-15)


def test_it_is_the_naive_computation_for_every_pair() -> None:
    a, b = random_boxes(30, 0), random_boxes(20, 1)
    expected = torch.tensor([[naive_iou(x, y) for y in b.tolist()] for x in a.tolist()], dtype=torch.float64)
    assert 0.1 < (expected > 0).double().mean() < 0.9
    torch.testing.assert_close(box_iou(a, b), expected, rtol=0, atol=1e-14)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.int64, torch.int32])
def test_it_is_torchvisions(torchvision: ModuleType, dtype: torch.dtype) -> None:
    a, b = random_boxes(30, 0, dtype), random_boxes(20, 1, dtype)
    torch.testing.assert_close(box_iou(a, b), torchvision.ops.box_iou(a, b), rtol=1e-6, atol=1e-7)


def test_without_area_on_either_side_it_is_zero() -> None:
    point, line, square = [1.0, 1.0, 1.0, 1.0], [0.0, 1.0, 2.0, 1.0], [0.0, 0.0, 2.0, 2.0]
    boxes = torch.tensor([point, line, square])
    expected = torch.zeros(3, 3)
    expected[2, 2] = 1
    assert torch.equal(box_iou(boxes, boxes), expected)


def test_shifting_and_stretching_change_nothing() -> None:
    a, b = random_boxes(10, 2), random_boxes(10, 3)
    shift, stretch = torch.tensor([5.0, -7.0, 5.0, -7.0]), torch.tensor([3.0, 0.5, 3.0, 0.5])
    torch.testing.assert_close(box_iou(a * stretch + shift, b * stretch + shift), box_iou(a, b), rtol=0, atol=1e-12)


def test_it_is_symmetric_and_between_zero_and_one() -> None:
    a, b = random_boxes(25, 4), random_boxes(15, 5)
    iou = box_iou(a, b)
    assert torch.equal(iou, box_iou(b, a).T)
    assert (iou >= 0).all() and (iou <= 1).all()
    torch.testing.assert_close(box_iou(a, a).diagonal(), torch.ones(25, dtype=torch.float64))


@pytest.mark.parametrize(("n", "m"), [(0, 3), (3, 0), (0, 0), (1, 4)])
def test_the_shape_is_n_by_m(n: int, m: int) -> None:
    assert box_iou(random_boxes(n, 0), random_boxes(m, 1)).shape == (n, m)


@pytest.mark.parametrize(
    ("dtype", "result"),
    [
        (torch.float64, torch.float64),
        (torch.float32, torch.float32),
        (torch.float16, torch.float32),
        (torch.bfloat16, torch.float32),
        (torch.int64, torch.float32),
        (torch.uint8, torch.float32),
    ],
)
def test_no_dtype_overflows_or_divides_as_integers(dtype: torch.dtype, result: torch.dtype) -> None:
    boxes = torch.tensor([[0, 0, 250, 200], [0, 0, 250, 100]]).to(dtype)
    iou = box_iou(boxes, boxes)
    assert iou.dtype == result
    torch.testing.assert_close(iou, torch.tensor([[1.0, 0.5], [0.5, 1.0]]).to(result), rtol=0, atol=0.01)


@pytest.mark.parametrize(("dtype", "size"), [(torch.int16, 300), (torch.int32, 60_000), (torch.int64, 1_000_000)])
def test_areas_beyond_the_integers_of_the_boxes_are_right(dtype: torch.dtype, size: int) -> None:
    boxes = torch.tensor([[0, 0, size, size], [0, 0, size, size // 2]], dtype=dtype)
    torch.testing.assert_close(box_iou(boxes, boxes), torch.tensor([[1.0, 0.5], [0.5, 1.0]]))


def test_integer_boxes_meet_boxes_with_fractions() -> None:
    whole, half = torch.tensor([[0, 0, 1, 1]]), torch.tensor([[0.0, 0.0, 1.0, 0.5]], dtype=torch.float64)
    for a, b in ((whole, half), (half, whole)):
        torch.testing.assert_close(box_iou(a, b), torch.tensor([[0.5]], dtype=torch.float64))


@pytest.mark.parametrize(("n", "m"), [(0, 3), (3, 0), (0, 0)])
def test_without_boxes_the_result_is_floating_point(n: int, m: int) -> None:
    assert box_iou(torch.zeros(n, 4, dtype=torch.int64), torch.zeros(m, 4, dtype=torch.int64)).is_floating_point()


def test_boxes_stay_as_they_were_and_gradients_are_finite() -> None:
    a = torch.tensor([[0.0, 0.0, 2.0, 2.0], [1.0, 1.0, 1.0, 1.0], [5.0, 5.0, 6.0, 6.0]], dtype=torch.float64)
    leaf = a.clone().requires_grad_()
    box_iou(leaf, a).sum().backward()
    assert torch.equal(leaf, a)
    assert leaf.grad is not None and leaf.grad.isfinite().all()


def test_its_gradient_is_the_numerical_one() -> None:
    a, b = random_boxes(4, 6).requires_grad_(), random_boxes(3, 7).requires_grad_()
    assert torch.autograd.gradcheck(box_iou, (a, b))


@pytest.mark.gpu
def test_it_computes_the_same_on_a_gpu(cuda: str) -> None:
    a, b = random_boxes(30, 0), random_boxes(20, 1)
    torch.testing.assert_close(box_iou(a.to(cuda), b.to(cuda)).cpu(), box_iou(a, b), rtol=0, atol=1e-14)
