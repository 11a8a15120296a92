from __future__ import annotations

import pytest
import torch
from loading import load

reference = load("detection/yolo_targets")


def test_the_worked_example() -> None:
    t = reference.yolo_encode(torch.tensor([[0.3, 0.2, 0.7, 0.6]]), torch.tensor([11]))
    assert t.numel() == 1470
    assert t[2, 3, :10].tolist() == pytest.approx([0.5, 0.8, 0.4, 0.4, 1] * 2)
    assert t[2, 3, 10:].nonzero().flatten().tolist() == [11]
    assert int((t != 0).any(dim=-1).sum()) == 1


@pytest.mark.parametrize(("S", "B", "C", "numbers"), [(7, 2, 20, 1_470), (7, 3, 80, 4_655), (13, 5, 20, 7_605)])
def test_the_size_of_the_tensor(S: int, B: int, C: int, numbers: int) -> None:
    assert reference.yolo_encode(torch.zeros(0, 4), torch.zeros(0, dtype=torch.int64), S, B, C).numel() == numbers


@pytest.mark.parametrize("B", [1, 2, 3])
def test_what_was_written_is_read_again(B: int) -> None:
    g = torch.Generator().manual_seed(B)
    cells = torch.randperm(49, generator=g)[:9].sort().values
    centre = (torch.stack([cells % 7, cells // 7], dim=1) + torch.rand(9, 2, generator=g, dtype=torch.float64)) / 7
    size = torch.rand(9, 2, generator=g, dtype=torch.float64)
    boxes, labels = torch.cat([centre - size / 2, centre + size / 2], dim=1), torch.randint(0, 5, (9,), generator=g)
    found, classes, scores = reference.yolo_decode(reference.yolo_encode(boxes, labels, B=B, C=5), 0.5, B, 5)
    torch.testing.assert_close(found, boxes.repeat_interleave(B, dim=0))
    assert torch.equal(classes, labels.repeat_interleave(B))
    assert scores.tolist() == [1.0] * 9 * B


def test_it_reads_what_a_naive_loop_reads() -> None:
    S, B, C = 3, 2, 4
    t = torch.rand(S, S, 5 * B + C, dtype=torch.float64)
    expected = []
    for row in range(S):
        for column in range(S):
            cell = t[row, column].tolist()
            for b in range(B):
                x, y, w, h, confidence = cell[5 * b : 5 * b + 5]
                score = confidence * max(cell[5 * B :])
                cx, cy = (column + x) / S, (row + y) / S
                if score > 0.4:
                    expected.append(
                        [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2, cell[5 * B :].index(max(cell[5 * B :])), score]
                    )
    boxes, labels, scores = reference.yolo_decode(t, 0.4, B, C)
    ours = torch.cat([boxes, labels[:, None], scores[:, None]], dim=1)
    torch.testing.assert_close(ours, torch.tensor(expected, dtype=torch.float64))


def test_of_two_objects_in_a_cell_the_first_stays() -> None:
    boxes = torch.tensor([[0.1, 0.1, 0.3, 0.3], [0.15, 0.15, 0.25, 0.25]])
    t = reference.yolo_encode(boxes, torch.tensor([3, 4]))
    assert t[1, 1, 2:4].tolist() == pytest.approx([0.2, 0.2])
    assert t[1, 1, 10:].nonzero().flatten().tolist() == [3]


def test_a_centre_on_the_far_edge_is_in_the_last_cell() -> None:
    t = reference.yolo_encode(torch.tensor([[0.9, 0.9, 1.1, 1.1]]), torch.tensor([0]))
    assert t[6, 6, :5].tolist() == pytest.approx([1.0, 1.0, 0.2, 0.2, 1.0])
