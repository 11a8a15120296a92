import numpy as np
import torch

from grader.checks import check, close, derived, statistics


def crowd(draw, A, G):
    """Anchors of which some overlap with a box much, some a little, some not at all."""
    gt = draw.boxes(G)
    size = (gt[:, 2:] - gt[:, :2]).repeat(1, 2)
    near = torch.arange(A) % (G + 1)
    off = 0.35 * draw.uniform(A, 4, low=-1.0) * draw.uniform(A, 1)
    around = torch.cat([gt + 0 * size, draw.boxes(1)])[near] + off * torch.cat([size, 20 + 0 * size[:1]])[near]
    return around[draw.permutation(A)], gt


@check(close(0))
def labels_by_thresholds(impl, draw):
    result = {}
    for A, G in ((40, 3), (30, 1), (50, 5)):
        anchors, gt = crowd(draw, A, G)
        labels, matched = impl.assign(anchors, gt, force_best=False)
        result[f"{A} anchors, {G} boxes"] = {"labels": labels, "matched": matched}
    return {**result, "anchors afterwards": anchors, "boxes afterwards": gt}


@check(close(0))
def gives_each_box_an_anchor(impl, draw):
    result = {}
    for A, G in ((12, 6), (25, 4), (9, 8)):
        anchors, gt = crowd(draw, A, G)
        gt = gt + 0.4 * (gt[:, 2:] - gt[:, :2]).mean() * draw.uniform(G, 2, low=-1.0).repeat(1, 2)  # few overlap by .7
        labels, matched = impl.assign(anchors, gt)
        result[f"{A} anchors, {G} boxes"] = {"labels": labels, "matched": matched}
    # One anchor meets two boxes, and is the best of both.
    pair = draw.boxes(1) + torch.tensor([[0.0, 0, 0, 0], [2, 1, 2, 1]], dtype=torch.float64) * draw.uniform(1, low=0.5)
    anchors = torch.cat([pair[:1] + 0.01, pair[:1] + 300, draw.boxes(3) + 500])[draw.permutation(5)]
    both = {"one anchor for two boxes": pair, "the other way round": pair.flip(0)}
    return result | {name: list(impl.assign(anchors, boxes)) for name, boxes in both.items()}


def kinds(draw, positives, negatives, ignored):
    labels = torch.cat([torch.full((n,), label) for n, label in ((positives, 1), (negatives, 0), (ignored, -1))])
    return labels[draw.permutation(len(labels))]


def as_indices(chosen):
    return torch.as_tensor(chosen).reshape(-1)


def counts(observed, reference):
    """What was chosen of each kind, whichever anchors they are."""
    result = {}
    for name, case in reference.items():
        labels, chosen = case["labels"].values, observed[name]["chosen"].values
        inside = (chosen >= 0) & (chosen < len(labels))
        of_kind = labels[chosen[inside]]
        result[name] = {
            "positives": int((of_kind == 1).sum()),
            "negatives": int((of_kind == 0).sum()),
            "ignored": int((of_kind == -1).sum()),
            "twice": len(chosen) - len(np.unique(chosen)),
            "out of range": int((~inside).sum()),
        }
    return result


CASES = {
    "few positives": (30, 700, 50),
    "many positives": (400, 900, 20),
    "few of both": (20, 60, 300),
    "few negatives": (200, 40, 9),
}


@check(derived(counts, close(0)))
def samples_both_kinds(impl, draw):
    result = {}
    for name, sizes in CASES.items():
        labels = kinds(draw, *(draw.integer(n - n // 5, n + 1) for n in sizes))
        result[name] = {"labels": labels, "chosen": as_indices(impl.sample(labels, generator=draw.generator()))}
    labels = kinds(draw, draw.integer(20, 40), draw.integer(100, 200), 30)
    others = {"size 64": (64, 0.5), "a quarter": (60, 0.25), "odd": (33, 0.5)}
    for name, arguments in others.items():
        result[name] = {"labels": labels, "chosen": as_indices(impl.sample(labels, *arguments, draw.generator()))}
    return result


@check(close(0))
def takes_other_thresholds(impl, draw):
    anchors, gt = crowd(draw, 40, 4)
    result = {}
    for name, arguments in {
        "0.5 and 0.4": (0.5, 0.4, False),
        "0.6 and 0.1": (0.6, 0.1, True),
        "equal": (0.5, 0.5, False),
    }.items():
        result[name] = list(impl.assign(anchors, gt, *arguments))
    result["one box"] = list(impl.assign(anchors, gt[:1], lo=0.35))
    result["one anchor"] = list(impl.assign(anchors[:1], gt, hi=0.9, force_best=False))
    return result | {"no box": list(impl.assign(anchors[: draw.integer(5, 20)], gt[:0]))}


@check(close(0))
def forces_no_strangers(impl, draw):
    anchors, gt = crowd(draw, 30, 3)
    far = gt + torch.tensor([1000.0, 1000.0, 1000.0, 1000.0])
    return {
        "one far away": list(impl.assign(anchors, torch.cat([gt, far[:1]])[draw.permutation(4)])),
        "all far away": list(impl.assign(anchors, far)),
        "corners touch": list(
            impl.assign(
                anchors, torch.cat([gt, anchors.amax(dim=0)[[2, 3, 2, 3]][None] + torch.tensor([0.0, 0, 9, 9])])
            )
        ),
    }


def randomness(observed, reference):
    """Where the chosen ones stand among their kind, from 0 to 1; how many are never chosen; whether a generator decides."""
    labels, chosen = reference["labels"].values, observed["chosen"].values
    result = {
        "apart with the same generator": int(
            (np.sort(observed["first"].values) != np.sort(observed["again"].values)).sum()
        )
    }
    for name, label in (("positives", 1), ("negatives", 0)):
        own = np.flatnonzero(labels == label)
        found = chosen[np.isin(chosen, own)]
        result[name] = np.searchsorted(own, found) / len(own)
        result[f"most {name} come up in 40 minibatches"] = int(len(np.unique(found)) > 0.7 * len(own))
    return result


@check(derived(randomness, statistics()))
def chooses_at_random(impl, draw):
    labels = kinds(draw, 400, 900, 100)
    generator, seed = draw.generator(), draw.seed()
    first, again = (
        as_indices(impl.sample(labels, 64, 0.25, torch.Generator(labels.device).manual_seed(seed))) for _ in range(2)
    )
    chosen = torch.cat([as_indices(impl.sample(labels, 100, 0.5, generator)) for _ in range(40)])
    return {"labels": labels, "chosen": chosen, "first": first, "again": again}
