import torch

from grader.checks import check, close


def numbers(box):
    """Four ints, of a tuple, a list or a tensor."""
    return [int(edge) for edge in box]


def batch(draw, n=5, height=6, width=9):
    x, y = draw.labelled_images(n, 3, height, width, classes=4)
    return x, y, draw.cycle(n)


@check(close(0))
def makes_a_box_of_the_right_size(impl, draw):
    cases = []
    for height, width in ((32, 32), (40, 24), (21, 50), (57, 33)):
        lam, cy, cx = 0.55 + 0.4 * float(draw.uniform()), height // 2, width // 2
        cases.append((height, width, lam, cy + draw.integer(-3, 4), cx + draw.integer(-3, 4)))
    return [numbers(impl.rand_bbox(*case)) for case in cases]


@check(close(0))
def clips_the_box_at_the_border(impl, draw):
    places = [(0, 0), (27, 3), (2, 39), (27, 39), (14, 1), (1, 20)]
    shares = [0.1 + 0.6 * float(draw.uniform()) for _ in places]
    return [numbers(impl.rand_bbox(28, 40, lam, cy, cx)) for lam, (cy, cx) in zip(shares, places, strict=True)]


@check(close(0))
def makes_no_box_or_a_whole_one(impl, draw):
    height, width = 2 * draw.integer(5, 30), 2 * draw.integer(5, 30)
    cy, cx = draw.integer(0, height), draw.integer(0, width)
    return {
        "lam=1": numbers(impl.rand_bbox(height, width, 1.0, cy, cx)),
        "lam=0": numbers(impl.rand_bbox(height, width, 0.0, height // 2, width // 2)),
        "lam=0, elsewhere": numbers(impl.rand_bbox(height, width, 0.0, cy, cx)),
    }


@check(close(1e-9))
def pastes_the_box_of_the_partner(impl, draw):
    x, y, perm = batch(draw)
    boxes = {"in the middle": (2, 3, 4, 8), "at the border": (0, 5, 3, 9)}
    return {name: impl.cutmix(x.clone(), y.clone(), box, perm.clone())[0] for name, box in boxes.items()}


@check(close(1e-6))
def weighs_the_labels_by_the_area(impl, draw):
    x, y, perm = batch(draw)
    soft = draw.uniform(5, 4)
    return {
        "soft labels": impl.cutmix(x.clone(), soft.clone(), (1, 2, 4, 8), perm.clone())[1],
        "one column": impl.cutmix(x.clone(), soft.clone(), (0, 8, 6, 9), perm.clone())[1],
        "one-hot labels": impl.cutmix(x.clone(), y.clone(), (0, 0, 5, 7), perm.clone())[1],
    }


@check(close(1e-5))
def mixes_with_boxes_of_its_own(impl, draw):
    x, y, perm = batch(draw, height=8, width=10)
    soft = draw.uniform(5, 4)
    cases = [(float(draw.uniform()), draw.integer(0, 8), draw.integer(0, 10)) for _ in range(6)]
    cases += [(1.0, 3, 4), (0.0, 4, 5)]
    labels = [y, y.long()] + 6 * [soft]
    return [
        list(impl.cutmix(x.clone(), label.clone(), impl.rand_bbox(8, 10, *case), perm.clone()))
        for label, case in zip(labels, cases, strict=True)
    ]


@check(close(1e-9))
def cuts_a_square_out(impl, draw):
    x = draw.normal(3, 2, 12, 15)
    cases = {"even": (4, 5, 7), "odd": (5, 6, 4), "one pixel": (1, 3, 11), "to the very edge": (6, 3, 12)}
    return {name: impl.cutout(x.clone(), *case) for name, case in cases.items()}


@check(close(1e-9))
def cuts_off_what_lies_outside(impl, draw):
    x = draw.normal(2, 3, 10, 14)
    cases = {
        "at the top": (5, 1, 10),
        "in a corner": (4, 0, 0),
        "in the other corner": (5, 9, 13),
        "at the left": (7, 5, 1),
        "larger than the image": (40, 2, 3),
    }
    return {name: impl.cutout(x.clone(), *case) for name, case in cases.items()}


@check(close(1e-9, dtype=True))
def leaves_the_batch_as_it_was(impl, draw):
    x, y, perm = batch(draw)
    weight, box, single = draw.normal(*x.shape), (1, 2, 5, 6), draw.normal(5, 1, 7, 8, dtype=torch.float32)
    leaves = [x.clone().requires_grad_() for _ in range(2)]
    (impl.cutmix(leaves[0], y, box, perm)[0] * weight).sum().backward()
    (impl.cutout(leaves[1], 3, 2, 2) * weight).sum().backward()
    impl.cutmix(x, y, box, perm)
    return {
        "gradients": [leaf.grad for leaf in leaves],
        "one image": list(impl.cutmix(x[:1], y[:1], box, torch.zeros(1, dtype=torch.int64))),
        "float32": [impl.cutmix(single, y, box, perm)[0], impl.cutout(single, 3, 4, 1)],
        "after the calls": [x, y, perm, single],
    }
