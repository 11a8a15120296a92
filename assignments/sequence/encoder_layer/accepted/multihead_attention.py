"""PyTorch's attention, whose mask is True where it blocks, with one mask for each head."""

import torch.nn as nn


class EncoderLayer(nn.Module):
    def __init__(self, d, h, ff, norm_first=False):
        super().__init__()
        self.h = h
        self.self_attn = nn.MultiheadAttention(d, h, batch_first=True)
        self.linear1 = nn.Linear(d, ff)
        self.linear2 = nn.Linear(ff, d)
        self.norm1 = nn.LayerNorm(d)
        self.norm2 = nn.LayerNorm(d)
        self.activation = nn.ReLU()
        self.norm_first = norm_first

    def forward(self, x, mask=None):
        if self.norm_first:
            x = x + self._sa(self.norm1(x), mask)
            x = x + self._ff(self.norm2(x))
        else:
            x = self.norm1(x + self._sa(x, mask))
            x = self.norm2(x + self._ff(x))
        return x

    def _sa(self, x, mask):
        if mask is not None:
            mask = ~mask
            if mask.dim() == 3:
                mask = mask.repeat_interleave(self.h, dim=0)
        return self.self_attn(x, x, x, attn_mask=mask, need_weights=False)[0]

    def _ff(self, x):
        return self.linear2(self.activation(self.linear1(x)))
