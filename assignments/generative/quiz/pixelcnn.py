from functools import cache

from grader.model import Text
from grader.quiz import Drawn, distinct


@distinct
def weights_that_count(rng, reference):
    kind, k, ci, co = (
        rng.choice("AB"),
        rng.choice([3, 5, 7]),
        rng.choice([1, 3, 8, 16, 32]),
        rng.choice([8, 12, 16, 32, 64]),
    )
    kept = int(_mask(reference, kind, k).sum())
    answer = co * ci * kept + co
    mistakes = {
        "other_type": co * ci * int(_mask(reference, "B" if kind == "A" else "A", k).sum()) + co,
        "not_masked": co * ci * k * k + co,
        "no_biases": co * ci * kept,
        "rows_above_alone": co * ci * (k // 2) * k + co,
        "whole_row": co * ci * (k // 2 + 1) * k + co,
    }
    values = {
        "kind": kind,
        "k": k,
        "ci": ci,
        "co": co,
        "all": k * k,
        "before": k * k // 2,
        "kept": kept,
        "answer": answer,
    }
    return Drawn(values, answer, mistakes)


def blind_spot(rng, reference):
    layers, i, j = rng.randint(2, 4), rng.randint(10, 16), rng.randint(10, 16)
    seen, reach = _seen(reference, layers), layers + 1
    up = rng.randint(1, layers)
    right = rng.randint(up + 1, reach)
    other = rng.choice([row for row in range(1, reach + 1) if row != up])
    offsets = {
        "edge_of_the_diagonal": (-other, other),
        "far_left": (-up, -reach),
        "own_row": (0, -reach),
        "top_row": (-reach, rng.randint(-1, 1)),
    }
    assert (-up, right) not in seen and seen.issuperset(offsets.values())
    if offsets["top_row"] == offsets["edge_of_the_diagonal"] or rng.random() < 0.5:
        del offsets["top_row"]
    else:
        del offsets[rng.choice(["far_left", "own_row"])]

    def told(offset):
        row, column = i + offset[0], j + offset[1]
        return Text(f"row {row}, column {column}", f"{row}행 {column}열")

    values = {"layers": layers, "i": i, "j": j, "up": up, "right": right, "reach": reach}
    return Drawn(values, told((-up, right)), {name: told(offset) for name, offset in offsets.items()})


@cache
def _mask(reference, kind, k):
    return reference("generative/pixelcnn").MaskedConv2d(kind, 1, 1, k).mask


@cache
def _seen(reference, layers):
    """The offsets (rows, columns) of the pixels that a prediction depends on: a 3x3 layer of type A, then some of type B."""
    first, other = (_mask(reference, kind, 3).nonzero() - 1 for kind in "AB")
    seen = {tuple(offset) for offset in first.tolist()}
    for _ in range(layers):
        seen |= {(row + down, column + across) for row, column in seen for down, across in other.tolist()}
    return seen


@distinct
def sampling_cost(rng, reference):
    n, H, W = rng.choice([4, 8, 10, 16, 25, 32]), *rng.sample([8, 10, 12, 16, 20, 24, 28, 32], 2)
    mistakes = {"one_pass": 1, "every_image_apart": n * H * W, "row_by_row": H, "every_value": 256 * H * W}
    return Drawn({"n": n, "H": H, "W": W, "answer": H * W}, H * W, mistakes)
