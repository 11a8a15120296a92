"""Public-tutorial style: weight.data is masked in place in forward, the mask has the shape of the weight; one Sequential."""

import torch
import torch.nn as nn


class MaskedConv2d(nn.Conv2d):
    def __init__(self, type, ci, co, k):
        assert k % 2 == 1
        if type not in {"A", "B"}:
            raise ValueError("type must be A or B")
        super().__init__(ci, co, kernel_size=k, stride=1, padding=(k - 1) // 2, bias=True)
        self.register_buffer("mask", self.weight.data.clone())
        _, _, kH, kW = self.weight.size()
        self.mask.fill_(1)
        self.mask[:, :, kH // 2, kW // 2 + (type == "B") :] = 0
        self.mask[:, :, kH // 2 + 1 :] = 0

    def forward(self, x):
        self.weight.data *= self.mask
        return super().forward(x)


class PixelCNN(nn.Module):
    def __init__(self, C=32, layers=5):
        super().__init__()
        self.net = nn.Sequential(MaskedConv2d("A", 1, C, 7), nn.ReLU(True))
        for i in range(layers):
            self.net.add_module(f"conv{i}", MaskedConv2d("B", C, C, 3))
            self.net.add_module(f"relu{i}", nn.ReLU(True))
        self.net.add_module("out", nn.Conv2d(C, 1, kernel_size=1))

    def forward(self, x):
        return self.net(x)

    def sample(self, n, H, W, generator=None):
        self.eval()
        out = self.net.out.weight
        samples = torch.zeros(n, 1, H, W).to(out)
        with torch.no_grad():
            for i in range(H):
                for j in range(W):
                    probs = torch.sigmoid(self.forward(samples))[:, :, i, j]
                    samples[:, :, i, j] = torch.bernoulli(probs, generator=generator)
        return samples
