from functools import cache

import torch

from grader.quiz import Drawn, told_apart


@cache
def count(reference, ci, co, k, bias):
    with torch.device("meta"):
        return sum(p.numel() for p in reference("cnn/separable_conv").SepConv2d(ci, co, k, bias=bias).parameters())


def params(rng, reference):
    ci, co = rng.sample([24, 32, 40, 48, 64, 72, 80, 96], 2)
    k, bias = rng.choice([3, 5, 7]), rng.random() < 0.5
    answer, biases = count(reference, ci, co, k, bias), ci + co
    return Drawn(
        {
            "ci": ci,
            "co": co,
            "k": k,
            "biases": {
                "en": "Both have biases." if bias else "Neither has a bias.",
                "ko": "둘 다 편향이 있습니다." if bias else "둘 다 편향이 없습니다.",
            },
            "more": {
                "en": f", biases {ci} + {co}" if bias else "",
                "ko": f". 편향은 {ci} + {co}개입니다" if bias else "",
            },
        },
        answer,
        told_apart(
            answer,
            {
                "full_convolution": ci * co * k * k + (co if bias else 0),
                "kernel_in_both": answer + ci * co * (k * k - 1),
                "one_filter_for_all": answer - (ci - 1) * k * k,
                "wrong_biases": answer - biases if bias else answer + biases,
                "pointwise_first": co * k * k + ci * co + (2 * co if bias else 0),
            },
        ),
    )


def share_of_the_cost(rng, reference):
    ci, co = rng.sample([8, 12, 16, 20, 24, 32, 40, 48, 64], 2)
    k = rng.choice([3, 5, 7])
    share = 100 * count(reference, ci, co, k, False) / (ci * co * k * k)
    return Drawn(
        {"ci": ci, "co": co, "k": k, "share": share},
        share,
        told_apart(
            share,
            {
                "input_channels": 100 / ci + 100 / k**2,
                "pointwise_alone": 100 / k**2,
                "depthwise_alone": 100 / co,
                "what_is_saved": 100 - share,
            },
            share=0.03,
        ),
    )


def multiply_adds(rng, reference):
    ci, co = rng.sample([8, 10, 12, 16, 20, 24, 32], 2)
    k, stride = rng.choice([3, 5]), rng.choice([2, 2, 4])
    h, w = (8 * side for side in rng.sample([2, 3, 4, 5], 2))
    ho, wo = sizes(reference, k, stride, h, w)
    each = count(reference, ci, co, k, False)
    answer = ho * wo * each
    return Drawn(
        {"ci": ci, "co": co, "k": k, "p": k // 2, "stride": stride, "h": h, "w": w, "ho": ho, "wo": wo},
        answer,
        {
            "size_of_the_input": h * w * each,
            "pointwise_before_the_stride": ho * wo * ci * k * k + h * w * ci * co,
            "full_convolution": ho * wo * ci * co * k * k,
            "flops": 2 * answer,
        },
    )


@cache
def sizes(reference, k, stride, h, w):
    with torch.device("meta"):
        conv = reference("cnn/separable_conv").SepConv2d(1, 1, k, stride, k // 2)
        return tuple(conv(torch.empty(1, 1, h, w)).shape[2:])
