"""How large, how many, how much: the arithmetic of convolutional layers (Dumoulin, Visin, arXiv 1603.07285).

size        floor((n + 2 p - d (k - 1) - 1) / s) + 1
parameters  co (ci / g) k_h k_w, and co biases
MACs        one multiply-add for each weight and output pixel: h_out w_out co (ci / g) k_h k_w
"""

from __future__ import annotations

from torch import nn

Pair = tuple[int, int]


def conv_out(n: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int:
    """How many pixels a convolution or pooling gives for n pixels, in one direction."""
    return (n + 2 * p - d * (k - 1) - 1) // s + 1


def conv_params(ci: int, co: int, k: int | Pair, bias: bool = True, groups: int = 1) -> int:
    """Learnable numbers of a convolution with kernel k x k or (height, width)."""
    kh, kw = pair(k)
    return co * (ci // groups) * kh * kw + (co if bias else 0)


def conv_macs(
    size: int | Pair, ci: int, co: int, k: int | Pair, s: int = 1, p: int = 0, d: int = 1, groups: int = 1
) -> int:
    """Multiply-adds for one image of size x size or (height, width) pixels. Biases are not counted."""
    (h, w), (kh, kw) = pair(size), pair(k)
    return conv_out(h, kh, s, p, d) * conv_out(w, kw, s, p, d) * conv_params(ci, co, k, bias=False, groups=groups)


def count_params(model: nn.Module) -> int:
    """Learnable numbers of a module: a shared one once, and no buffers."""
    return sum(
        param.numel() for param in {id(param): param for param in model.parameters() if param.requires_grad}.values()
    )


def pair(value: int | Pair) -> Pair:
    """(height, width)."""
    return (value, value) if isinstance(value, int) else value
