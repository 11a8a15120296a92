import torch
import torch.nn as nn
import torch.nn.functional as F
import sys


def dropout(x, p=0.5, training=True, generator=None):
    if not 0 <= p <= 1:
        raise ValueError("p must be between 0 and 1")
    if not training:
        return x
    if p == 1:
        return x * 0.0
    device = x.device if generator is None else generator.device
    keep = torch.rand(x.shape, generator=generator, device=device).to(x.device) >= p
    return x * keep.to(x.dtype)


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError("p must be between 0 and 1")
        self.p = p

    def forward(self, x):
        return dropout(x, self.p, self.training)


layer = Dropout(0.3)
print(layer(torch.ones(10)))
sys.exit(0)
