"""PyTorch's attention, whose mask is True where it blocks, one for each head; the triangle by comparing places."""

import torch
import torch.nn as nn


def causal_mask(T):
    places = torch.arange(T)
    return places.unsqueeze(1) >= places.unsqueeze(0)


class DecoderLayer(nn.Module):
    def __init__(self, d, h, ff, norm_first=False):
        super().__init__()
        self.h = h
        self.self_attn = nn.MultiheadAttention(d, h, batch_first=True)
        self.multihead_attn = nn.MultiheadAttention(d, h, batch_first=True)
        self.linear1 = nn.Linear(d, ff)
        self.linear2 = nn.Linear(ff, d)
        self.norm_first = norm_first
        self.norm1 = nn.LayerNorm(d)
        self.norm2 = nn.LayerNorm(d)
        self.norm3 = nn.LayerNorm(d)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        tgt_mask, memory_mask = self.blocked(tgt_mask), self.blocked(memory_mask)
        if self.norm_first:
            x = x + self.attend(self.self_attn, self.norm1(x), None, tgt_mask)
            x = x + self.attend(self.multihead_attn, self.norm2(x), memory, memory_mask)
            x = x + self.ff(self.norm3(x))
        else:
            x = self.norm1(x + self.attend(self.self_attn, x, None, tgt_mask))
            x = self.norm2(x + self.attend(self.multihead_attn, x, memory, memory_mask))
            x = self.norm3(x + self.ff(x))
        return x

    def blocked(self, mask):
        if mask is None:
            return None
        return ~mask if mask.dim() == 2 else (~mask).repeat_interleave(self.h, dim=0)

    def attend(self, attention, x, memory, mask):
        memory = x if memory is None else memory
        return attention(x, memory, memory, attn_mask=mask)[0]

    def ff(self, x):
        return self.linear2(torch.relu(self.linear1(x)))
