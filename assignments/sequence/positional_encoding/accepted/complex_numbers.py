"""Each pair is a complex number that turns; a frozen embedding looks the rows up."""

from __future__ import annotations

import torch
from torch import nn


def sinusoidal_pe(T, d):
    speeds = 10000.0 ** -(torch.arange(d // 2) * 2 / d)
    angles = torch.outer(torch.arange(T), speeds)
    turned = torch.polar(torch.ones_like(angles), angles)
    return torch.view_as_real(turned).flip(-1).reshape(T, d)


class PositionalEncoding(nn.Module):
    def __init__(self, d, max_len=512):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(sinusoidal_pe(max_len, d), freeze=True)

    def forward(self, x):
        positions = torch.arange(x.shape[1], device=x.device).expand(x.shape[:2])
        return x + self.embedding(positions).type_as(x)
