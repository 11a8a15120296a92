"""The gradient of a convolution, by autograd."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def conv_transpose2d(x, w, stride=1, padding=0, output_padding=0, dilation=1):
    s, p, op, d = [(v, v) if isinstance(v, int) else tuple(v) for v in (stride, padding, output_padding, dilation)]
    size = [(x.shape[2 + i] - 1) * s[i] - 2 * p[i] + d[i] * (w.shape[2 + i] - 1) + op[i] + 1 for i in range(2)]
    with torch.enable_grad():
        image = torch.zeros(len(x), w.shape[1], *size, dtype=x.dtype, device=x.device, requires_grad=True)
        y = F.conv2d(image, w, stride=s, padding=p, dilation=d)
        return torch.autograd.grad(y, image, x, create_graph=True)[0]
