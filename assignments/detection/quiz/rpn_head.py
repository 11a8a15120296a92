import functools

import torch

from grader.quiz import Drawn


def output_maps(rng, reference):
    while True:
        scales, ratios = rng.randint(2, 7), rng.randint(2, 7)
        if (scales, ratios) != (3, 3):
            break
    A = scales * ratios
    head = _head(reference, 8, A, 8, "2way")
    answer = head.cls.out_channels + head.reg.out_channels
    mistakes = {
        "one_channel_for_each_anchor": A,
        "corrections_alone": 4 * A,
        "scores_alone": 2 * A,
        "one_score_for_each_anchor": 5 * A,
    }
    return Drawn({"scales": scales, "ratios": ratios, "A": A, "answer": answer}, answer, mistakes)


def parameters(rng, reference):
    c_in, mid, A = rng.choice([64, 128, 256, 384]), rng.choice([64, 128, 256]), rng.choice([3, 6, 12, 15])
    cls = rng.choice(["2way", "sigmoid"])
    each = {"2way": 6, "sigmoid": 5}[cls]
    answer = sum(p.numel() for p in _head(reference, c_in, A, mid, cls).parameters())
    first, second = c_in * mid * 9 + mid, (mid + 1) * A * each
    told = {
        "2way": {"scores_en": "two scores", "scores_ko": "점수 두 개"},
        "sigmoid": {"scores_en": "one score", "scores_ko": "점수 하나"},
    }[cls]
    values = told | {"c_in": c_in, "mid": mid, "A": A, "each": each, "first": first, "second": second}
    mistakes = {
        "first_convolution_is_1x1": c_in * mid + mid + second,
        "without_bias": c_in * mid * 9 + mid * A * each,
        "a_head_of_one_anchor": first + (mid + 1) * each,
        "four_corrections_in_all": first + (mid + 1) * (A * (each - 4) + 4),
    }
    return Drawn(values | {"answer": answer}, answer, mistakes)


def shape_of_corrections(rng, reference):
    stride, A, n = rng.choice([8, 16, 32]), rng.choice([3, 6, 9, 12, 15]), rng.choice([1, 2, 4, 8])
    while True:
        h, w = rng.randint(10, 40), rng.randint(10, 40)
        if h != w and 4 * A not in (h, w):
            break
    answer = n, _head(reference, 8, A, 8, "2way").reg.out_channels, h, w
    values = {"n": n, "height": h * stride, "width": w * stride, "stride": stride, "A": A, "h": h, "w": w}
    mistakes = {
        "four_in_all": (n, 4, h, w),
        "height_and_width_swapped": (n, 4 * A, w, h),
        "channels_last": (n, h, w, 4 * A),
        "no_padding": (n, 4 * A, h - 2, w - 2),
    }
    return Drawn(values | {"answer": answer}, answer, mistakes)


@functools.cache
def _head(reference, c_in, A, mid, cls):
    with torch.device("meta"):
        return reference("detection/rpn_head").RPNHead(c_in, A, mid, cls)
