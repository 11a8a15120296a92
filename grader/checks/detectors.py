"""Probes of whole detectors: classes with `fit(images, targets[, proposals])` and `detect(images[, proposals])`.

They run on both sides, beside the reference and beside the student's code, and hold no answers.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from .scenes import objects, target

if TYPE_CHECKING:
    from torch import Tensor

    from .draw import Draw

Detector = Callable[[int], Any]  # makes one for so many classes


def trained(make: Detector, draw: Draw, shown: Mapping[str, Any]) -> Any:
    """A detector that learnt from what `scenes.objects` shows. Its first weights come from the draw's seed."""
    torch.manual_seed(draw.seed())
    detector = make(shown["classes"])
    detector.fit(shown["images"].clone(), _copied(shown["targets"]), *_proposals(shown, "proposals"))
    return detector


def finds_new(make: Detector, draw: Draw, shown: Mapping[str, Any], *, masks: bool = False) -> dict[str, Tensor]:
    """What a trained detector finds in the new images."""
    new = shown["new"]
    detections = trained(make, draw, shown).detect(new.clone(), *_proposals(shown, "new_proposals"))
    return found(detections, len(new), side=new.shape[-1] if masks else None)


def finds_drawn(make: Detector, draw: Draw, n: int, new: int, **options: Any) -> dict[str, object]:
    """The same for scenes that are drawn here, and the `truth` about them: for checks whose answers are public."""
    given = objects(n, new, **options)(draw)
    return {**finds_new(make, draw, given.shown, masks=bool(options.get("masks"))), "truth": dict(given.kept)}


def alone_and_together(make: Detector, draw: Draw, n: int, times: int, **options: Any) -> dict[str, object]:
    """What a detector that learnt from n scenes, each shown `times` times, finds in the very same images, in all `together`
    and in each `alone`; the `truth` about them, their `proposals` and their `side`; `seen`, through how many images' worth of
    pixels its convolutions went for all together; and what it finds in `rolled` images, whose edges cut objects."""
    given = objects(0, n, **options)(draw)
    images, side = given.shown["new"], given.shown["new"].shape[-1]
    proposals = _proposals(given.shown, "new_proposals")
    masks = side if options.get("masks") else None
    shown = {
        "classes": given.shown["classes"],
        "images": images.repeat(times, 1, 1, 1),
        "targets": [target(given.kept, i) for i in range(n)] * times,
    }
    if proposals:
        shown["proposals"] = proposals[0] * times
    detector = trained(make, draw, shown)
    rolled = images.roll((side // 4, side // 3), dims=(2, 3))
    with _counted() as pixels:
        together = found(detector.detect(images, *proposals), n, side=masks)
    # The same tensors again: a detector that writes into them finds other things now.
    alone = [
        found(detector.detect(images[i : i + 1], *([boxes[i]] for boxes in proposals)), 1, side=masks) for i in range(n)
    ]
    pieces = [[_moved(boxes, side) for boxes in one] for one in proposals]
    return {
        "together": together["detections"],
        "rolled": found(detector.detect(rolled, *pieces), n, side=masks)["detections"],
        "alone": torch.cat([one["detections"] for one in alone]),
        "truth": dict(given.kept),
        "proposals": torch.stack(proposals[0]) if proposals else torch.zeros(n, 0, 4),
        "side": side,
        "seen": sum(pixels) / (n * side * side),
    }


def _moved(boxes: Tensor, side: int) -> Tensor:
    """Proposals moved as the rolled images, and cut at their edges; one of which too little is left stays in its place."""
    moved = (boxes + torch.tensor([side // 3, side // 4] * 2).to(boxes)).clamp(0, side)
    large = (moved[:, 2:] - moved[:, :2] >= side / 6).all(dim=1)
    return torch.where(large[:, None], moved, boxes)


@contextlib.contextmanager
def _counted() -> Iterator[list[int]]:
    """The pixels that go into convolutions of images, maps [N, 3, H, W], while it lasts."""
    pixels: list[int] = []

    class Counting(torch.overrides.TorchFunctionMode):
        def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            kwargs = kwargs or {}
            if getattr(func, "__name__", "") == "conv2d":
                x = args[0] if args else kwargs["input"]
                if x.dim() == 4 and x.shape[1] == 3:
                    pixels.append(x.numel() // 3)
            return func(*args, **kwargs)

    with Counting():
        yield pixels


def _proposals(shown: Mapping[str, Any], key: str) -> list[list[Tensor]]:
    return [[boxes.clone() for boxes in shown[key]]] if key in shown else []


def _copied(targets: list[dict[str, Tensor]]) -> list[dict[str, Tensor]]:
    return [{key: tensor.clone() for key, tensor in one.items()} for one in targets]


def found(detections: object, n: int, *, most: int = 12, side: int | None = None) -> dict[str, Tensor]:
    """What a detector returned for n images, of the same form for every detector: `detections` float64 [n, most, 6], the best
    `most` of each image, x1, y1, x2, y2, score, label, the rest of label -1. With `side` also their `masks`, bool
    [n, most, side, side]. Raises TypeError with what is wrong, for whoever wrote the detector."""
    wanted = {"boxes": "[k, 4]", "scores": "[k]", "labels": "[k]"} | ({"masks": f"[k, {side}, {side}]"} if side else {})
    asked = f"a list of {n} dictionaries with " + ", ".join(f"{key} {shape}" for key, shape in wanted.items())
    if not isinstance(detections, list | tuple) or len(detections) != n:
        raise TypeError(f"detect returns {asked}; not {_described(detections)}")
    table = torch.zeros(n, most, 6, dtype=torch.float64)
    table[..., 5] = -1.0
    masks = torch.zeros(n, most, side or 0, side or 0, dtype=torch.bool)
    for i, one in enumerate(detections):
        if not isinstance(one, Mapping) or not wanted.keys() <= one.keys():
            raise TypeError(f"detect returns {asked}; what it returned for image {i} is {_described(one)}")
        boxes, scores, labels = (torch.as_tensor(one[key]).detach().cpu() for key in ("boxes", "scores", "labels"))
        k = scores.numel()
        planes = torch.as_tensor(one["masks"]).detach().cpu() if side else torch.zeros(k, 0, 0)
        if boxes.numel() != 4 * k or labels.numel() != k or planes.numel() != k * (side or 0) ** 2:
            raise TypeError(f"detect returns {asked}; what it returned for image {i} is {_described(one)}")
        best = scores.reshape(-1).double().argsort(descending=True, stable=True)[:most]
        columns = boxes.reshape(k, 4), scores.reshape(k, 1), labels.reshape(k, 1)
        table[i, : len(best)] = torch.cat([column.double() for column in columns], dim=1)[best]
        masks[i, : len(best)] = planes.reshape(k, side or 0, side or 0)[best] > 0.5
    return {"detections": table} | ({"masks": masks} if side else {})


def _described(tree: object) -> str:
    if isinstance(tree, Mapping):
        parts = [
            f"{key} {list(value.shape) if isinstance(value, torch.Tensor) else type(value).__name__}"
            for key, value in tree.items()
        ]
        return f"a dictionary with {', '.join(parts) or 'nothing'}"
    return f"a {type(tree).__name__}" + (f" of {len(tree)}" if isinstance(tree, list | tuple) else "")
