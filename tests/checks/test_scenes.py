from __future__ import annotations

import torch

from grader.checks.draw import Draw
from grader.checks.scenes import colours, label_map, labelled_pixels, scene


def test_boxes_are_tight_around_masks_that_keep_apart() -> None:
    draw = Draw(1)
    palette = colours(draw, 4)
    for _ in range(30):
        one = scene(draw, palette, 40)
        assert 1 <= len(one.boxes) == len(one.labels) == len(one.masks) <= 3
        assert int(one.masks.sum(dim=0).max()) == 1
        for box, mask in zip(one.boxes.int().tolist(), one.masks, strict=True):
            x1, y1, x2, y2 = box
            assert 0 <= x1 < x2 <= 40 and 0 <= y1 < y2 <= 40
            inner = mask[y1:y2, x1:x2]
            assert int(inner.sum()) == int(mask.sum())
            assert all(bool(edge.any()) for edge in (inner[0], inner[-1], inner[:, 0], inner[:, -1]))


def test_an_object_has_its_classes_colour() -> None:
    draw = Draw(2)
    palette = colours(draw, 3)
    torch.testing.assert_close(palette.norm(dim=1), torch.full((3,), 3**0.5))
    one = scene(draw, palette, 48)
    for label, mask in zip(one.labels.tolist(), one.masks, strict=True):
        assert float((one.image[:, mask].mean(dim=1) - palette[label]).abs().max()) < 0.2


def test_pixels_have_the_class_of_their_object_and_zero_elsewhere() -> None:
    draw = Draw(3)
    one = scene(draw, colours(draw, 3), 32)
    labels = label_map(one)
    assert bool((labels == 0)[~one.masks.any(dim=0)].all())
    for label, mask in zip(one.labels.tolist(), one.masks, strict=True):
        assert labels[mask].unique().tolist() == [label + 1]


def test_what_is_in_new_scenes_is_kept_back() -> None:
    given = labelled_pixels(5, 3, side=24)(Draw(4))
    assert {name: list(value.shape) for name, value in given.shown.items()} == {
        "images": [5, 3, 24, 24],
        "labels": [5, 24, 24],
        "new": [3, 3, 24, 24],
    }
    assert given.kept["new_labels"].shape == (3, 24, 24)
