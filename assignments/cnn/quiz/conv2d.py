import torch

from grader.model import Grid, Picture, Text
from grader.quiz import Drawn


def one_output(rng, reference):
    while True:
        x = [[rng.randint(0, 6) for _ in range(4)] for _ in range(4)]
        w = [[rng.choice([-3, -2, -1, 1, 2, 3]) for _ in range(2)] for _ in range(2)]
        i, j = rng.choice([(0, 1), (1, 0), (1, 1)])

        def window(top, left, x=x):
            return [[x[y][z] if y >= 0 and z >= 0 else 0 for z in (left, left + 1)] for y in (top, top + 1)]

        def at(seen, order=(0, 1, 2, 3), w=w):
            numbers, weights = [*seen[0], *seen[1]], [*w[0], *w[1]]
            return sum(number * weights[place] for number, place in zip(numbers, order, strict=True))

        top, left = 2 * i - 1, 2 * j - 1
        answer = at(window(top, left))
        mistakes = {
            "kernel_flipped": at(window(top, left), (3, 2, 1, 0)),
            "padding_ignored": at(window(2 * i, 2 * j)),
            "stride_ignored": at(window(i - 1, j - 1)),
            "kernel_transposed": at(window(top, left), (0, 2, 1, 3)),
        }
        if len({answer, *mistakes.values()}) == 5:
            break
    y = reference("cnn/conv2d").conv2d(torch.tensor([[x]]), torch.tensor([[w]]), stride=2, padding=1)
    answer = int(y[0, 0, i, j])
    values = {
        "image": x, "kernel": w, "row": i, "column": j, "top": top, "left": left, "window": window(top, left),
        "answer": answer,
    }  # fmt: skip
    return Drawn(values, answer, mistakes)


def weight_shape(rng, reference):
    groups = rng.choice([2, 4, 8])
    seen, per_group = rng.sample([2, 3, 4, 6, 8, 10, 12, 16], 2)
    kh, kw = rng.sample([1, 3, 5, 7], 2)
    n, side = rng.choice([16, 20, 50]), rng.choice([14, 28, 56])
    ci, co = groups * seen, groups * per_group
    values = {"n": n, "side": side, "kh": kh, "kw": kw, "groups": groups, "ci": ci, "co": co, "seen": seen}
    mistakes = {
        "groups_ignored": (co, ci, kh, kw),
        "groups_divide_both": (per_group, seen, kh, kw),
        "input_first": (ci, per_group, kh, kw),
        "width_first": (co, seen, kw, kh),
    }
    return Drawn(values, (co, seen, kh, kw), mistakes)


def impulse(rng, reference):
    x = torch.zeros(1, 1, 5, 5)
    x[0, 0, 2, 2] = 1.0
    while True:
        on = set(rng.sample(range(9), 4))
        w = torch.tensor([[float(3 * u + v in on) for v in range(3)] for u in range(3)])
        turned = [w.flip(0, 1), w, w.flip(1), torch.rot90(w)]
        if len({tuple(t.flatten().tolist()) for t in turned}) == 4:
            break
    conv2d = reference("cnn/conv2d").conv2d
    # A layer shows its kernel turned by 180 degrees: the kernel that shows t is t, turned.
    maps = [conv2d(x, t.flip(0, 1)[None, None], padding=1)[0, 0] for t in turned]
    assert torch.equal(maps[0], conv2d(x, w[None, None], padding=1)[0, 0])
    order = rng.sample(range(4), 4)
    names = ["kernel_flipped", "kernel_as_it_is", "mirrored", "turned_by_90"]
    place = {names[index]: {"en": f"Map {1 + at}", "ko": f"맵 {1 + at}"} for at, index in enumerate(order)}
    grids = [Grid(Text("Kernel", "커널"), rows(w))]
    grids += [Grid(Text(f"Map {1 + at}", f"맵 {1 + at}"), rows(maps[index])) for at, index in enumerate(order)]
    answer = place.pop("kernel_flipped")
    return Drawn({}, answer, place, Picture("grids", Text("Kernel and maps", "커널과 맵"), (), grids=tuple(grids)))


def rows(matrix):
    return tuple(map(tuple, matrix.tolist()))
