from functools import cache
from math import exp

import torch

from grader.quiz import Drawn, apart, told_apart


def extra_params(rng, reference):
    n, c, r, bias = (
        rng.randint(2, 6),
        rng.choice([128, 192, 256, 320, 384, 512]),
        rng.choice([4, 8, 32]),
        rng.random() < 0.5,
    )
    mid, each = c // r, params(reference, c, r, bias)
    biases = mid + c
    return Drawn(
        {
            "n": n,
            "c": c,
            "r": r,
            "mid": mid,
            "biases": {"en": "biases" if bias else "no biases", "ko": "있습니다" if bias else "없습니다"},
            "more": {"en": f" and {mid} + {c} biases" if bias else "", "ko": f"와 편향 {mid} + {c}개" if bias else ""},
        },
        n * each,
        told_apart(
            n * each,
            {
                "wrong_biases": n * (each - biases if bias else each + biases),
                "one_block": each,
                "no_reduction": n * (2 * c * c + (2 * c if bias else 0)),
                "one_layer": n * (c * mid + (mid if bias else 0)),
                "hidden_of_r": n * (2 * c * r + (r + c if bias else 0)),
            },
        ),
    )


@cache
def params(reference, c, r, bias):
    with torch.device("meta"):
        return sum(p.numel() for p in reference("cnn/squeeze_excitation").SEBlock(c, r, bias).parameters())


@cache
def block(reference):
    return reference("cnn/squeeze_excitation").SEBlock(2, 2, bias=False).double()


def sigmoid(x):
    return 1 / (1 + exp(-x))


def scaled_channel(rng, reference):
    answer, mistakes = 0.0, {}
    while not mistakes or not apart(answer, mistakes, share=0.04):
        a, b = (rng.sample(range(0, 9), 4) for _ in range(2))
        w1, w2 = rng.choice([0.2, 0.25, 0.5]), -rng.choice([0.2, 0.25, 0.5])
        u1, u2 = rng.choice([-1, 0.5, 1, 2]), rng.choice([-2, -0.5, 1.5, 3])
        pixel = max(a)
        se = block(reference)
        with torch.no_grad():
            se.w1.weight.copy_(torch.tensor([[w1, w2]]))
            se.w2.weight.copy_(torch.tensor([[u1], [u2]]))
            x = torch.tensor([[a, b]], dtype=torch.float64).view(1, 2, 2, 2)
            answer = float(se(x)[0, 0].max())
        z1, z2 = sum(a) / 4, sum(b) / 4
        h = w1 * z1 + w2 * z2
        hidden = max(h, 0.0)
        s = sigmoid(u1 * hidden)
        mistakes = {
            "max_for_mean": pixel * sigmoid(u1 * max(w1 * max(a) + w2 * max(b), 0.0)),
            "no_sigmoid": pixel * u1 * hidden,
            "adds_the_scale": pixel + s,
            "softmax_for_sigmoid": pixel * exp(u1 * hidden) / (exp(u1 * hidden) + exp(u2 * hidden)),
        }
        if h < 0:  # the ReLU makes s one half, whatever the second layer
            mistakes = {"no_relu": pixel * sigmoid(u1 * h), "adds_the_scale": pixel + s}
    return Drawn(
        {
            **{f"a{i}": value for i, value in enumerate(a, 1)},
            **{f"b{i}": value for i, value in enumerate(b, 1)},
            "w1": w1, "w2": w2, "u1": u1, "u2": u2, "pixel": pixel, "z1": z1, "z2": z2, "h": h, "hidden": hidden, "s": s,
        },
        answer,
        mistakes,
    )  # fmt: skip


BLOCKS = {1: (3, 256), 2: (4, 512), 3: (6, 1024), 4: (3, 2048)}


def overhead(rng, reference):
    total, share = network(reference), 0.0
    while share < 1:  # smaller ones are too near to their mistakes
        stages, r = sorted(rng.sample(sorted(BLOCKS), rng.choice([2, 3]))), rng.choice([2, 4, 8, 32, 64])
        chosen = [BLOCKS[stage] for stage in stages]
        extra = sum(n * 2 * c * c // r for n, c in chosen)
        share = 100 * extra / total
    *first, last = stages
    named = {1: "first", 2: "second", 3: "third", 4: "fourth"}
    english = ", ".join(named[stage] for stage in first) + f" and {named[last]} stages"
    return Drawn(
        {
            "total": total,
            "r": r,
            "which": {"en": f"the {english}", "ko": ", ".join(f"{stage}단계" for stage in stages)},
            "sum": " + ".join(f"{n}·2·{c}²/{r}" for n, c in chosen),
            "extra": extra,
            "share": share,
        },
        share,
        {
            "one_block_per_stage": 100 * sum(2 * c * c // r for _, c in chosen) / total,
            "one_layer": share / 2,
            "narrow_channels": share / 16,
        },
    )


@cache
def network(reference):
    with torch.device("meta"):
        return sum(p.numel() for p in reference("cnn/resnet").resnet50().parameters())
