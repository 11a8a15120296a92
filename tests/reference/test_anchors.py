from __future__ import annotations

from types import ModuleType

import pytest
import torch
from loading import load

reference = load("detection/anchors")


def test_rounded_they_are_torchvisions(torchvision: ModuleType) -> None:
    generator = torchvision.models.detection.anchor_utils.AnchorGenerator(((128, 256, 512),), ((0.5, 1.0, 2.0),))
    assert float((generator.cell_anchors[0] - reference.make_anchors()).abs().max()) <= 0.5
    assert reference.make_anchors()[0].tolist() == pytest.approx([-90.51, -45.25, 90.51, 45.25], abs=0.01)


def test_its_grid_is_torchvisions(torchvision: ModuleType) -> None:
    generator = torchvision.models.detection.anchor_utils.AnchorGenerator(((32, 64),), ((0.5, 2.0),))
    generator.cell_anchors = [reference.make_anchors((32, 64), (0.5, 2.0))]
    (theirs,) = generator.grid_anchors([[3, 5]], [[torch.tensor(16), torch.tensor(8)]])
    down, across = (
        reference.grid_anchors(3, 5, 16, (32, 64), (0.5, 2.0)),
        reference.grid_anchors(3, 5, 8, (32, 64), (0.5, 2.0)),
    )
    torch.testing.assert_close(theirs[:, 1::2], down[:, 1::2])
    torch.testing.assert_close(theirs[:, ::2], across[:, ::2])


def test_area_ratio_and_centre() -> None:
    boxes = reference.make_anchors((10, 20), (0.25, 3))
    w, h = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    assert (w * h).tolist() == pytest.approx([100, 400, 100, 400])
    assert (h / w).tolist() == pytest.approx([0.25, 0.25, 3, 3])
    assert float((boxes[:, :2] + boxes[:, 2:]).abs().max()) == 0


@pytest.mark.parametrize(("h", "w", "total"), [(38, 63, 21_546), (37, 62, 20_646)])
def test_their_number_for_an_image_of_1000_by_600(h: int, w: int, total: int) -> None:
    assert reference.grid_anchors(h, w, 16).shape == (total, 4)


def test_a_pixels_anchors_stand_together() -> None:
    grid = reference.grid_anchors(2, 3, 16)
    shift = torch.tensor([2 * 16, 1 * 16, 2 * 16, 1 * 16])
    torch.testing.assert_close(grid[(1 * 3 + 2) * 9 :], reference.make_anchors() + shift)
