import torch

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, told_apart


def transposed(reference, x, w, **sizes):
    """The reference on a row: one row of pixels, a kernel of one row, sizes (1 or 0, ...)."""
    settings = {name: (1 if name in ("stride", "dilation") else 0, value) for name, value in sizes.items()}
    y = reference("cnn/conv_transpose").conv_transpose2d(
        torch.tensor(x, dtype=torch.float64)[None, None, None],
        torch.tensor(w, dtype=torch.float64)[None, None, None],
        **settings,
    )
    return tuple(int(value) for value in y[0, 0, 0])


def out_size(rng, reference):
    while True:
        n, k, s, p = rng.randint(5, 20), rng.choice([3, 4, 5, 7]), rng.choice([2, 3, 4]), rng.choice([1, 2])
        op, d = rng.randint(0, s - 1), rng.choice([1, 2])
        span = d * (k - 1) + 1
        answer = len(transposed(reference, [0] * n, [0] * k, stride=s, padding=p, output_padding=op, dilation=d))
        mistakes = {
            "padding_adds": answer + 4 * p,
            "padding_cuts_once": answer + p,
            "of_a_convolution": reference("cnn/conv_arithmetic").conv_out(n, k, s, p, d),
            "times_the_stride": n * s,
            "dilation_ignored": answer - span + k,
        }
        if n + 2 * p >= span and len(told_apart(answer, mistakes)) >= 4:
            break
    values = {"n": n, "k": k, "s": s, "p": p, "op": op, "d": d, "span": span, "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes))


def stamps(rng, reference):
    w, x = rng.sample([-2, -1, 1, 2, 3, 4], 3), rng.sample([1, 2, 3, 4, 5, -1, -2], 3)
    s, p = rng.choice([2, 2, 1]), 1
    answer = transposed(reference, x, w, stride=s, padding=p)
    whole = transposed(reference, x, w, stride=s)
    overwritten = [0] * len(whole)
    for i, number in enumerate(x):
        overwritten[i * s : i * s + 3] = [number * weight for weight in w]
    mistakes = {
        "stamps_overwrite": tuple(overwritten[p : len(whole) - p]),
        "kernel_flipped": transposed(reference, x, w[::-1], stride=s, padding=p),
        "padding_ignored": whole,
        "stride_ignored": transposed(reference, x, w, stride=1, padding=p),
    }
    values = {"w": w, "x": x, "s": s, "p": p, "stamped": list(whole)}
    return Drawn(values, answer, told_apart(answer, mistakes))


def checkerboard(rng, reference):
    while True:
        s, n = rng.choice([2, 3, 4]), rng.randint(3, 6)
        answer = rng.randint(s + 1, 2 * s + 2)
        if answer % s and (n - 1) * s + answer <= 20:
            break
    heights = transposed(reference, [1] * n, [1] * answer, stride=s)
    bars = Series(Text("Output", "출력"), tuple((float(i), float(y)) for i, y in enumerate(heights)))
    picture = Picture(
        "bars", Text("Output", "출력"), (bars,), x_label=Text("pixel", "픽셀"), y_label=Text("value", "값")
    )
    mistakes = {"the_stride": s, "twice_the_stride": 2 * s, "one_less": answer - 1, "one_more": answer + 1}
    values = {"s": s, "n": n, "size": len(heights), "answer": answer}
    return Drawn(values, answer, told_apart(answer, mistakes), picture)


def exactly_that_much_larger(rng, reference):
    smaller = rng.randint(1, 4)  # that many wrong options have a smaller kernel
    while True:
        s = rng.choice([2, 3, 4, 5, 6, 8, 10])
        p, q, t = (rng.randint(1, s // 2 + 3) for _ in range(3))
        r = rng.randint(s // 2, s // 2 + 3)
        k = s + 2 * p
        pairs = {
            "padding_cuts_once": (s + q, q),
            "padding_of_same_size": (2 * r + 1, r),
            "no_padding": (2 * s, 0),
            "kernel_of_the_stride": (s, t),
        }
        kernels, paddings = zip((k, p), *pairs.values(), strict=True)
        # No number stands in two options: otherwise the right one would be the one that shares most with the others.
        if sorted(kernels).index(k) == smaller and len({*kernels}) == len({*paddings}) == 5:
            break
    # A transposed convolution has the sizes of a convolution, the other way round.
    assert reference("cnn/conv_arithmetic").conv_out(7 * s, k, s, p) == 7
    options = {name: f"k = {kernel}, p = {padding}" for name, (kernel, padding) in pairs.items()}
    return Drawn({"s": s, "k": k, "p": p}, f"k = {k}, p = {p}", options)
