from functools import cache

import torch

from grader.quiz import Drawn


def shape_before_the_sum(rng, reference):
    n, k = rng.choice([1, 2, 4]), rng.choice([3, 5, 6, 11, 19, 21])
    h, w = (32 * side for side in rng.sample([5, 6, 7, 8, 9, 10, 12, 14], 2))
    widths = rng.choice(
        [(16, 32, 64, 128, 256), (32, 64, 128, 256, 512), (24, 48, 96, 192, 384), (64, 128, 256, 512, 512)]
    )
    stage = rng.choice([3, 4])
    factor = 2**stage
    where = {
        3: {"en": "to those of pool3", "ko": "pool3의 점수에"},
        4: {"en": "to those of pool4", "ko": "pool4의 점수에"},
    }[stage]
    size = (h // factor, w // factor)
    return Drawn(
        {"n": n, "k": k, "h": h, "w": w, "widths": widths, "stage": stage, "factor": factor, "where": where},
        (n, k, *size),
        {
            "not_enlarged": (n, k, size[0] // 2, size[1] // 2),
            "size_of_the_image": (n, k, h, w),
            "backbone_channels": (n, widths[stage - 1], *size),
            "concatenated": (n, 2 * k, *size),
        },
    )


def params_of_the_scores(rng, reference):
    base, k, variant = rng.choice([4, 6, 8, 10, 12]), rng.choice([3, 4, 5, 6, 7, 11]), rng.choice(["16s", "8s"])
    widths = (base, 2 * base, 4 * base, 8 * base, rng.choice([10, 12, 16]) * base)
    scored = 2 if variant == "16s" else 3
    last = widths[::-1][:scored]
    answer = scores(reference, widths, k, variant)
    pools = ["pool5", "pool4", "pool3"][:scored]
    return Drawn(
        {
            "widths": ", ".join(map(str, widths)),
            "k": k,
            "variant": variant,
            "pools": {"en": ", ".join(pools[:-1]) + " and " + pools[-1], "ko": ", ".join(pools)},
            "sum": " + ".join(f"({width} + 1)·{k}" for width in last),
        },
        answer,
        {
            "no_biases": answer - scored * k,
            "another_variant": sum((width + 1) * k for width in widths[::-1][: 5 - scored]),
            "first_stages": sum((width + 1) * k for width in widths[:scored]),
            "kernels_of_three": sum((9 * width + 1) * k for width in last),
        },
    )


@cache
def scores(reference, widths, k, variant):
    with torch.device("meta"):
        network = reference("segmentation/fcn").FCN(widths, k, variant)
    return sum(p.numel() for p in network.parameters()) - sum(p.numel() for p in network.convs.parameters())


def learned_upsampling(rng, reference):
    k, variant = (
        rng.choice([2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 19, 20, 25, 30, 34]),
        rng.choice(["16s", "8s"]),
    )
    factors = [2, 16] if variant == "16s" else [2, 2, 8]
    taps = sum((2 * s) ** 2 for s in factors)
    answer = k * k * taps
    return Drawn(
        {
            "k": k,
            "variant": variant,
            "factors": ", ".join(map(str, factors)),
            "taps": " + ".join(f"{2 * s}²" for s in factors),
            "answer": answer,
        },
        answer,
        {
            "kernel_of_s": answer // 4,
            "each_channel_alone": k * taps,
            "last_step_alone": k * k * (2 * factors[-1]) ** 2,
            "one_step_of_32": k * k * 64**2,
        },
    )
