"""The table of angles in NumPy, all columns at once; the module keeps it as a plain tensor."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn


def get_angles(pos, i, d_model):
    angle_rates = 1 / np.power(10000, (2 * (i // 2)) / np.float32(d_model))
    return pos * angle_rates


def sinusoidal_pe(T, d):
    angle_rads = get_angles(np.arange(T)[:, np.newaxis], np.arange(d)[np.newaxis, :], d)
    angle_rads[:, 0::2] = np.sin(angle_rads[:, 0::2])
    angle_rads[:, 1::2] = np.cos(angle_rads[:, 1::2])
    return torch.tensor(angle_rads, dtype=torch.float32)


class PositionalEncoding(nn.Module):
    def __init__(self, d, max_len=512):
        super().__init__()
        self.table = sinusoidal_pe(max_len, d)[np.newaxis]

    def forward(self, x):
        return x + self.table[:, : x.shape[1], :].to(x.device, x.dtype)
