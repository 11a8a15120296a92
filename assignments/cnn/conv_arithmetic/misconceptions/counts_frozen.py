"""en: You count frozen parameters, too.
ko: 고정된 매개변수도 셉니다.
"""

from __future__ import annotations


def two(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def conv_out(n, k, s=1, p=0, d=1):
    return (n + 2 * p - d * (k - 1) - 1) // s + 1


def conv_params(ci, co, k, bias=True, groups=1):
    kh, kw = two(k)
    weights = co * (ci // groups) * kh * kw
    return weights + co if bias else weights


def conv_macs(size, ci, co, k, s=1, p=0, d=1, groups=1):
    h, w = two(size)
    kh, kw = two(k)
    oh, ow = conv_out(h, kh, s, p, d), conv_out(w, kw, s, p, d)
    return oh * ow * co * (ci // groups) * kh * kw


def count_params(model):
    return sum(p.numel() for p in model.parameters())
