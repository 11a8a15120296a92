"""A hook masks the weights before each call; unfold and matrix products for the convolution."""

import torch
import torch.nn as nn
import torch.nn.functional as F


def mask_for(type, k):
    mask = torch.ones(k, k)
    for i in range(k):
        for j in range(k):
            after = i > k // 2 or (i == k // 2 and j > k // 2)
            centre = i == k // 2 and j == k // 2
            if after or (centre and type == "A"):
                mask[i, j] = 0
    return mask


class MaskedConv2d(nn.Module):
    def __init__(self, type, ci, co, k):
        super().__init__()
        if type != "A" and type != "B":
            raise ValueError("A or B")
        self.ci, self.co, self.k = ci, co, k
        self.weight = nn.Parameter(torch.randn(co, ci, k, k) / (ci * k * k) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(co))
        self.register_buffer("mask", mask_for(type, k), persistent=False)
        self.register_forward_pre_hook(MaskedConv2d.apply_mask)

    @staticmethod
    def apply_mask(module, args):
        with torch.no_grad():
            module.weight.mul_(module.mask)

    def forward(self, x):
        N, _, H, W = x.shape
        columns = F.unfold(x, self.k, padding=self.k // 2)
        y = self.weight.reshape(self.co, -1) @ columns + self.bias[:, None]
        return y.reshape(N, self.co, H, W)


class PixelCNN(nn.Module):
    def __init__(self, C=32, layers=5):
        super().__init__()
        self.conv_in = MaskedConv2d("A", 1, C, 7)
        self.convs = nn.ModuleList(MaskedConv2d("B", C, C, 3) for _ in range(layers))
        self.conv_out = nn.Conv2d(C, 1, 1)

    def forward(self, x):
        h = F.relu(self.conv_in(x))
        for conv in self.convs:
            h = F.relu(conv(h))
        return self.conv_out(h)

    def sample(self, n, H, W, generator=None):
        bias = self.conv_out.bias
        x = torch.full((n, 1, H, W), 0.0, dtype=bias.dtype, device=bias.device)
        for place in torch.cartesian_prod(torch.arange(H), torch.arange(W)).tolist():
            i, j = place
            p = self(x).detach()[:, 0, i, j].sigmoid()
            x[:, 0, i, j] = torch.bernoulli(p, generator=generator)
        return x
