import numpy as np
import torch

from grader.checks import check, close, derived, statistics


def parts(result):
    """Image, boxes and masks as a list, of whatever came back."""
    return list(result) if isinstance(result, tuple | list) else [result]


def copies(scene):
    """Image, boxes and masks to call with."""
    return [part.clone() for part in scene]


@check(close(1e-9))
def flips_images(impl, draw):
    image, batch = draw.normal(3, 4, 7), draw.normal(3, 2, 5, 4)
    return {
        "hflip": [impl.hflip(image.clone()), impl.hflip(batch.clone())],
        "vflip": [impl.vflip(image.clone()), impl.vflip(batch.clone())],
    }


@check(close(1e-9))
def flips_boxes_and_masks(impl, draw):
    scene = draw.scene(8, 11)
    return {"hflip": parts(impl.hflip(*copies(scene))), "vflip": parts(impl.vflip(*copies(scene)))}


@check(close(1e-9))
def turns_counter_clockwise(impl, draw):
    image, boxes, masks = draw.scene(7, 10)
    return {f"k={k}": parts(impl.rotate90(image.clone(), k, boxes.clone(), masks.clone())) for k in (1, 2, 3, -1, 5, 0)}


@check(close(1e-9))
def cuts_a_window_out(impl, draw):
    image, boxes, masks = draw.scene(10, 12, objects=6)
    windows = [(2, 3, 5, 6), (0, 0, 4, 9), (4, 1, 6, 5)]
    return [parts(impl.crop(image.clone(), *window, boxes.clone(), masks.clone())) for window in windows]


@check(close(1e-9))
def crops_past_the_border(impl, draw):
    image, boxes, masks = draw.scene(8, 9, objects=5)
    windows = {
        "above": (-2, 1, 6, 5),
        "to the right": (1, 5, 4, 8),
        "all around": (-1, -3, 12, 14),
        "below": (5, -2, 6, 5),
    }
    return {
        name: parts(impl.crop(image.clone(), *window, boxes.clone(), masks.clone())) for name, window in windows.items()
    }


@check(close(1e-9))
def pads_each_side(impl, draw):
    image, boxes, masks = draw.scene(5, 6)
    return {
        "2": parts(impl.pad(image.clone(), 2, 0.0, boxes.clone(), masks.clone())),
        "(1, 2, 3, 4), fill": parts(impl.pad(image.clone(), (1, 2, 3, 4), 0.5, boxes.clone(), masks.clone())),
    }


@check(close(1e-6))
def resizes(impl, draw):
    image, boxes, masks = draw.scene(8, 10)
    batch = draw.normal(2, 3, 6, 5)
    sizes = [(16, 5), (5, 13), (8, 10)]
    return {
        "scenes": [parts(impl.resize(image.clone(), size, boxes.clone(), masks.clone())) for size in sizes],
        "batch": impl.resize(batch.clone(), (9, 4)),
    }


@check(close(1e-6))
def jitters_colours(impl, draw):
    x = draw.uniform(2, 3, 5, 6)
    cases = {
        "brightness": {"brightness": 1.6}, "contrast": {"contrast": 0.4}, "more contrast": {"contrast": 1.9},
        "saturation": {"saturation": 0.3}, "more saturation": {"saturation": 2.2}, "dark": {"brightness": 0.5},
        "all": {"brightness": 1.3, "contrast": 1.4, "saturation": 1.5}, "none": {},
    }  # fmt: skip
    return {name: impl.color_jitter(x.clone(), **case) for name, case in cases.items()}


@check(close(1e-6))
def keeps_everything_together(impl, draw):
    scene, seen = draw.scene(9, 13), []
    steps = [
        lambda x, boxes, masks: impl.hflip(x, boxes, masks),
        lambda x, boxes, masks: impl.rotate90(x, 1, boxes, masks),
        lambda x, boxes, masks: impl.pad(x, (2, 0, 1, 3), 0.0, boxes, masks),
        lambda x, boxes, masks: impl.vflip(x, boxes, masks),
        lambda x, boxes, masks: impl.rotate90(x, -2, boxes, masks),
        lambda x, boxes, masks: impl.crop(x, 1, 1, 12, 10, boxes, masks),
    ]
    for step in steps:
        scene = step(*copies(scene))
        seen.append(parts(scene)[1:])
    return seen


# --- RandomHFlip ----------------------------------------------------------------------------------------------------


def flipped(observed, reference):
    """For each image, 1 where it is the flipped one and 0 where it is the old one; what is neither stands out."""
    found = {}
    for name, y in observed["y"].items():
        x = reference["x"].values
        old = np.abs(y.values - x).max((1, 2, 3)) < 1e-9
        new = np.abs(y.values - x[..., ::-1]).max((1, 2, 3)) < 1e-9
        found[name] = np.where(new, 1.0, np.where(old, 0.0, 100.0))
    first, second = found["p=0.5"], found["p=0.5, again"]
    found["pairs of neighbours"] = (2 * first[0::2] - 1) * (2 * first[1::2] - 1)
    found["pairs of calls"] = (2 * first - 1) * (2 * second - 1)
    return found


@check(derived(flipped, statistics()))
def flips_each_image_by_itself(impl, draw):
    x = draw.normal(2000, 1, 2, 3)
    layer = impl.RandomHFlip()
    return {
        "x": x,
        "y": {
            "p=0.5": layer(x.clone()),
            "p=0.5, again": layer(x.clone()),
            "p=0.2": impl.RandomHFlip(0.2)(x.clone()),
            "p=1": impl.RandomHFlip(1.0)(x.clone()),
        },
    }


@check(close(1e-9))
def does_nothing_in_evaluation(impl, draw):
    x = draw.normal(6, 2, 3, 4)
    network = torch.nn.Sequential(impl.RandomHFlip(1.0)).eval()
    inside = network(x.clone())
    network.train()
    return {"in evaluation": inside, "after train()": network(x.clone())}


@check(close(1e-6, dtype=True))
def leaves_the_inputs_as_they_were(impl, draw):
    scene, batch = draw.scene(6, 8), draw.uniform(2, 3, 4, 4)
    image, boxes, masks = single = [scene[0].float(), scene[1].float(), scene[2]]
    return {
        "boxes alone": parts(impl.hflip(image, boxes)),
        "masks alone": parts(impl.rotate90(image, 1, masks=masks)),
        "both": parts(impl.vflip(*single)),
        "neither": [
            *parts(impl.crop(image, 1, 1, 3, 3)),
            *parts(impl.pad(image, 1)),
            *parts(impl.resize(image, (3, 4))),
        ],
        "jitter": impl.color_jitter(batch, 1.2, 0.8, 1.1),
        "random": impl.RandomHFlip(1.0)(batch),
        "after the calls": [*single, batch],
    }
