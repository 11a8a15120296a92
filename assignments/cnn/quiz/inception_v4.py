from functools import cache

import torch

from grader.quiz import Drawn, told_apart


def wider_residual_block(rng, reference):
    a = rng.choice([16, 24, 32, 40])
    b, d = a + rng.choice([8, 16, 24]), a + rng.choice([32, 40, 48])
    c1 = rng.choice([128, 192, 256, 320])
    more = rng.choice([16, 32, 48, 64, 96])
    each = 3 * a + (a + a + d) + 1
    return Drawn(
        {"c1": c1, "c2": c1 + more, "a": a, "b": b, "d": d, "sum": a + a + d, "each": each, "more": more},
        each * more,
        {
            "no_bias": (each - 1) * more,
            "norm_on_the_last_convolution": (each + 1) * more,
            "one_branch": (each - 2 * a) * more,
            "branches_alone": 3 * a * more,
        },
    )


def padded_the_wrong_way(rng, reference):
    n, c, co, k = (
        rng.choice([1, 2, 4]),
        rng.choice([64, 128, 192]),
        rng.choice([96, 224, 256]),
        rng.choice([3, 5, 7, 9]),
    )
    h, w = rng.sample([12, 14, 17, 20, 24, 28, 35], 2)
    p = k // 2
    h2, w2 = h + 2 * p, w - k + 1
    return Drawn(
        {"n": n, "c": c, "co": co, "k": k, "p": p, "h": h, "w": w, "h2": h2, "w2": w2},
        (n, co, h2, w2),
        {
            "size_stays": (n, co, h, w),
            "axes_swapped": (n, co, h - k + 1, w + 2 * p),
            "padded_once": (n, co, h + p, w2),
            "width_kept": (n, co, h2, w),
        },
    )


@cache
def weights(reference, ci, co, kernel):
    with torch.device("meta"):
        return reference("cnn/inception_v4").conv(ci, co, kernel)[0].weight.numel()


def two_thin_kernels(rng, reference):
    share = 100.0
    while share > 90:  # with many channels in the middle nothing would be saved
        ci, m, co = rng.sample([64, 96, 128, 160, 192, 224, 256], 3)
        k = rng.choice([5, 7, 9])
        few = weights(reference, ci, m, (1, k)) + weights(reference, m, co, (k, 1))
        many = weights(reference, ci, co, k)
        share = 100 * few / many
    return Drawn(
        {"ci": ci, "m": m, "co": co, "k": k, "few": few, "many": many},
        share,
        told_apart(
            share,
            {
                "two_over_k": 200 / k,
                "one_kernel": 100 * k * ci * m / many,
                "what_is_saved": 100 - share,
                "channels_multiplied": 100 * k * (ci * m + ci * co) / many,
            },
            share=0.03,
        ),
    )
