"""The convolution as a sum over kernel positions, einsum for channels; sampling over pixel numbers with rand."""

import math

import torch
from torch import nn


class MaskedConv2d(nn.Module):
    def __init__(self, type, ci, co, k):
        super().__init__()
        kept = {"A": k * k // 2, "B": k * k // 2 + 1}
        if type not in kept:
            raise ValueError(type)
        self.k, self.kept = k, kept[type]
        bound = 1 / math.sqrt(ci * k * k)
        self.bias = nn.Parameter(torch.empty(co).uniform_(-bound, bound))
        self.kernel = nn.Parameter(torch.empty(co, ci, k, k).uniform_(-bound, bound))

    def forward(self, x):
        H, W = x.shape[2:]
        r = self.k // 2
        padded = torch.nn.functional.pad(x, (r, r, r, r))
        y = self.bias.view(1, -1, 1, 1) + x.new_zeros(len(x), 1, H, W)
        for position in range(self.kept):
            i, j = divmod(position, self.k)
            y = y + torch.einsum("nchw,oc->nohw", padded[:, :, i : i + H, j : j + W], self.kernel[:, :, i, j])
        return y


class PixelCNN(nn.Module):
    def __init__(self, C=32, layers=5):
        super().__init__()
        self.out = MaskedConv2d("B", C, 1, 1)
        self.hidden = nn.ModuleList([MaskedConv2d("B", C, C, 3) for _ in range(layers)])
        self.input = MaskedConv2d("A", 1, C, 7)

    def forward(self, x):
        h = self.input(x).clamp(min=0)
        for layer in self.hidden:
            h = layer(h).clamp(min=0)
        return self.out(h)

    def sample(self, n, H, W, generator=None):
        like = self.out.bias
        flat = torch.zeros(n, H * W, dtype=like.dtype, device=like.device)
        for t in range(H * W):
            with torch.no_grad():
                logits = self(flat.view(n, 1, H, W)).view(n, -1)[:, t]
            u = torch.rand(n, generator=generator, dtype=like.dtype, device=like.device)
            flat[:, t] = (u < logits.sigmoid()).to(like.dtype)
        return flat.view(n, 1, H, W)
