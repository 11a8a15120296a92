"""Scenes that we draw ourselves, shapes on noise: their boxes, classes and masks are known exactly.

    @check(finds(0.2), given=objects(120, 40))
    def finds_objects(impl, draw, given):
        return finds_new(impl.YOLO, draw, given)

All of it runs on the host, to make what a check is given: what is in the new scenes stays there. (In a public check a
probe may call it, too.) What detectors do is seen in detectors.py and judged in detection.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
        return Given(shown, {"new_labels": maps[n:].cpu().numpy()})

    return make


MOST = 3  # objects in a scene


def objects(
    n: int, new: int, *, classes: int = 3, side: int = 48, proposals: int = 0, masks: bool = False
) -> Callable[[Draw], Given]:
    """The maker of a Given for detectors: n `images` with their `targets`, a list of {"boxes", "labels"} (and "masks"), are
    shown, and `new` images without; what is in these is kept as `truth` has it. With `proposals` so many boxes float32
    [proposals, 4] come with each image, under `proposals` and `new_proposals`."""

    def make(draw: Draw) -> Given:
        palette = colours(draw, classes)
        drawn = [scene(draw, palette, side, MOST) for _ in range(n + new)]
        images = torch.stack([one.image for one in drawn])
        targets = [
            {"boxes": one.boxes, "labels": one.labels} | ({"masks": one.masks} if masks else {}) for one in drawn
        ]
        shown: dict[str, Any] = {"classes": classes, "images": images[:n], "targets": targets[:n], "new": images[n:]}
        if proposals:
            proposed = [propose(draw, one, proposals) for one in drawn]
            shown |= {"proposals": proposed[:n], "new_proposals": proposed[n:]}
        return Given(shown, {name: tensor.cpu().numpy() for name, tensor in truth(drawn[n:], masks=masks).items()})

    return make


def truth(scenes: Sequence[Scene], *, masks: bool = False) -> dict[str, Tensor]:
    """What is in n scenes, with room for MOST objects in each: `boxes` float32 [n, MOST, 4], `labels` int64 [n, MOST], -1
    where there is none, and on request `masks` bool [n, MOST, side, side]."""
    boxes, labels = torch.zeros(len(scenes), MOST, 4), torch.full((len(scenes), MOST), -1)
    shapes = torch.zeros(len(scenes), MOST, *scenes[0].image.shape[1:], dtype=torch.bool)
    for i, one in enumerate(scenes):
        count = len(one.boxes)
        boxes[i, :count], labels[i, :count], shapes[i, :count] = one.boxes, one.labels, one.masks
    return {"boxes": boxes, "labels": labels} | ({"masks": shapes} if masks else {})


def target(truth: Mapping[str, Any], i: int) -> dict[str, Tensor]:
    """What is in scene i, as a detector learns from it."""
    there = truth["labels"][i] >= 0
    return {name: torch.as_tensor(values[i][there]) for name, values in truth.items()}


def propose(draw: Draw, one: Scene, n: int) -> Tensor:
    """Boxes as a class-agnostic search might find them, float32 [n, 4], within the image and at least 4 pixels large, in
    random order: a third lies about the objects, more or less well, the others anywhere."""
    side = float(one.image.shape[-1])
    near = one.boxes[draw.integers(n // 3, high=len(one.boxes))]
    size = (near[:, 2:] - near[:, :2]).repeat(1, 2)
    near = near + size * 0.22 * draw.normal(*near.shape, dtype=torch.float32)
    low, size = (
        draw.uniform(n - n // 3, 2, high=0.8).float() * side,
        draw.uniform(n - n // 3, 2, low=0.2, high=0.6).float() * side,
    )
    boxes = torch.cat([near, torch.cat([low, low + size], dim=1)]).clamp(0, side)
    boxes[:, :2] = torch.minimum(boxes[:, :2], torch.full((), side - 4))
    boxes[:, 2:] = torch.maximum(boxes[:, 2:], boxes[:, :2] + 4)
    return boxes[draw.permutation(n)]
