"""Everything as functions, with the normalisation written out."""

from __future__ import annotations

from torch import nn

SIZES = [(3, 96, 11, 4, 2), (96, 256, 5, 1, 2), (256, 384, 3, 1, 1), (384, 384, 3, 1, 1), (384, 256, 3, 1, 1)]


class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, groups=2, lrn=True):
        super().__init__()
        self.out = nn.Linear(4096, num_classes)
        self.hidden = nn.ModuleList([nn.Conv2d(256, 4096, 6), nn.Conv2d(4096, 4096, 1)])
        self.convs = nn.ModuleList()
        for i, (a, b, k, s, p) in enumerate(SIZES):
            self.convs.append(nn.Conv2d(a, b, k, s, p, groups=1 if i in (0, 2) else groups))
        self.normalise = lrn

    def forward(self, x):
        for i, conv in enumerate(self.convs):
            x = conv(x).clamp(min=0)
            if i < 2 and self.normalise:
                c = x.shape[1]
                squares = nn.functional.pad(x**2, (0, 0, 0, 0, 2, 2))
                x = x / (2 + 1e-4 * sum(squares[:, j : j + c] for j in range(5))) ** 0.75
            if i in (0, 1, 4):
                x = nn.functional.max_pool2d(x, 3, 2)
        for layer in self.hidden:
            x = layer(nn.functional.dropout(x, 0.5, self.training)).relu()
        return self.out(x[:, :, 0, 0])
