"""Bilinear upsampling as a transposed convolution, by which FCN starts its learnt upsampling (arXiv 1411.4038, section 3.3).

    w[i] = 1 - |i - c| / f,   f = ceil(k / 2),   c = (k - 1) / 2 for an even k, f - 1 for an odd one (the same number)
    K[i, j] = w[i] w[j]

For a factor s the kernel has k = 2 s - s mod 2 taps; with stride s and padding ceil((s - 1) / 2) the result is s times as large.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def bilinear_kernel(C: int, k: int) -> Tensor:
    """The same k x k kernel for each of C channels: float64 [C, 1, k, k], for a transposed convolution with groups=C."""
    f = (k + 1) // 2
    w = 1 - (torch.arange(k, dtype=torch.float64) - (k - 1) / 2).abs() / f
    return torch.outer(w, w).expand(C, 1, k, k).clone()


def upsample(x: Tensor, s: int) -> Tensor:
    """[N, C, H, W] to [N, C, s H, s W] in the dtype of x. Beyond the border there are zeros, so values fall off there."""
    kernel = bilinear_kernel(x.shape[1], 2 * s - s % 2).to(x)
    return F.conv_transpose2d(x, kernel, stride=s, padding=s // 2, groups=x.shape[1])  # ceil((s - 1) / 2) = s // 2
