"""All windows as one strided view, and an einsum."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride,) * 2 if type(stride) is int else stride
    ph, pw = (padding,) * 2 if type(padding) is int else padding
    dh, dw = (dilation,) * 2 if type(dilation) is int else dilation
    kh, kw = w.shape[-2:]
    x = F.pad(x, (pw, pw, ph, ph))
    windows = x.unfold(2, dh * (kh - 1) + 1, sh).unfold(3, dw * (kw - 1) + 1, sw)[..., ::dh, ::dw]
    windows = windows.unflatten(1, (groups, -1))
    y = torch.einsum("ngcijuv,gocuv->ngoij", windows, w.unflatten(0, (groups, -1))).flatten(1, 2)
    if b is not None:
        y += b.view(-1, 1, 1)
    return y
