"""A product of spectra, then every stride-th pixel."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    (sh, sw), (ph, pw), (dh, dw) = [(v, v) if isinstance(v, int) else v for v in (stride, padding, dilation)]
    x = F.pad(x, [pw, pw, ph, ph])
    n, _, h, width = x.shape
    o, cg, kh, kw = w.shape
    spread = w.new_zeros(o, cg, dh * (kh - 1) + 1, dw * (kw - 1) + 1)
    spread[:, :, ::dh, ::dw] = w
    kernel = torch.fft.rfft2(spread, s=(h, width)).conj().view(groups, o // groups, cg, h, -1)
    image = torch.fft.rfft2(x).view(n, groups, cg, h, -1)
    y = torch.fft.irfft2(torch.einsum("ngchw,gochw->ngohw", image, kernel), s=(h, width)).reshape(n, o, h, width)
    y = y[:, :, : h - spread.shape[2] + 1 : sh, : width - spread.shape[3] + 1 : sw]
    return y if b is None else y + b[:, None, None]
