"""Scenes that we draw ourselves, shapes on noise: their boxes, classes and masks are known exactly.

    @check(finds_objects(), given=scenes(200, 100))
    def detector_finds_objects(impl, draw, given): ...

`scenes` and what judges them work on the host, the rest beside the student's code. None holds an answer: what is in the
new scenes stays on the host.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from .language import Given

if TYPE_CHECKING:
    from torch import Tensor

    from .draw import Draw


@dataclass(frozen=True, slots=True)
class Scene:
    """One image and what is in it."""

    image: Tensor  # float32 [3, side, side], about zero mean
    boxes: Tensor  # float32 [n, 4]: x1, y1, x2, y2, the smallest box around each mask, x2 and y2 exclusive
    labels: Tensor  # int64 [n], from 0 on
    masks: Tensor  # bool [n, side, side]


def colours(draw: Draw, classes: int) -> Tensor:
    """A colour for each class, as unlike as can be: float32 [classes, 3]. They are drawn, so no answer is known before."""
    corners = torch.tensor([[1, -1, -1], [-1, 1, -1], [-1, -1, 1], [1, 1, 1]]).float()[draw.permutation(4)[:classes]]
    rotation: Tensor = torch.linalg.qr(draw.normal(3, 3)).Q.float()
    return corners @ rotation


def scene(draw: Draw, colours: Tensor, side: int, most: int = 3) -> Scene:
    """1 to `most` objects whose boxes keep apart by two pixels, if there is room for them. A class has its colour and its
    shape: rectangles, ellipses, triangles that point up, and rings."""
    rows, columns = torch.arange(side)[:, None] + 0.5, torch.arange(side)[None, :] + 0.5
    free = torch.ones(side, side, dtype=torch.bool)
    boxes, labels, masks = [], [], []
    for _ in range(draw.integer(1, most + 1)):
        label = draw.integer(0, len(colours))
        height, width = (draw.integer(side // 4, side // 2) for _ in range(2))
        places = [(draw.integer(0, side - height + 1), draw.integer(0, side - width + 1)) for _ in range(12)]
        fits = [(y, x) for y, x in places if bool(free[y : y + height, x : x + width].all())]
        if not fits:
            continue
        y, x = fits[0]
        v, u = (rows - y) / height * 2 - 1, (columns - x) / width * 2 - 1  # -1 to 1 within the box
        inside = (v.abs() <= 1) & (u.abs() <= 1)
        from_centre = u**2 + v**2
        shape = (inside, from_centre <= 1, inside & (u.abs() <= (v + 1) / 2), (from_centre <= 1) & (from_centre > 0.3))
        mask = shape[label % 4]
        free[max(y - 2, 0) : y + height + 2, max(x - 2, 0) : x + width + 2] = False
        down, across = mask.any(dim=1).nonzero().flatten(), mask.any(dim=0).nonzero().flatten()
        boxes.append([int(across[0]), int(down[0]), int(across[-1]) + 1, int(down[-1]) + 1])
        labels.append(label)
        masks.append(mask)
    image = 0.3 * draw.normal(3, side, side, dtype=torch.float32)
    for label, mask in zip(labels, masks, strict=True):
        image += mask * colours[label][:, None, None]
    return Scene(image, torch.tensor(boxes, dtype=torch.float32), torch.tensor(labels), torch.stack(masks))


def label_map(scene: Scene) -> Tensor:
    """The class of each pixel, int64 [side, side]: 0 is the background, class k is k + 1."""
    return ((scene.labels + 1)[:, None, None] * scene.masks).amax(dim=0)


def labelled_pixels(n: int, new: int, *, classes: int = 2, side: int = 32) -> Callable[[Draw], Given]:
    """The maker of a Given for segmentation: n `images` with their `labels` [n, side, side] are shown, and `new` ones
    without; their `new_labels` are kept."""

    def make(draw: Draw) -> Given:
        palette = colours(draw, classes)
        drawn = [scene(draw, palette, side) for _ in range(n + new)]
        images, maps = torch.stack([one.image for one in drawn]), torch.stack([label_map(one) for one in drawn])
        shown: dict[str, Any] = {"images": images[:n], "labels": maps[:n], "new": images[n:]}
        return Given(shown, {"new_labels": maps[n:].numpy()})

    return make
