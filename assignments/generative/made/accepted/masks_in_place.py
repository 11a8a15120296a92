"""Public-tutorial style: weight.data is masked in place in forward; masks from nested loops; one Sequential."""

import torch
import torch.nn as nn


class MaskedLinear(nn.Linear):
    def __init__(self, in_features, out_features, mask):
        super().__init__(in_features, out_features, bias=True)
        self.register_buffer("mask", mask)

    def forward(self, x):
        self.weight.data *= self.mask
        return super().forward(x)


def made_masks(D, hidden, degrees=None):
    if degrees is None:
        m = [list(range(1, D + 1))] + [[k % (D - 1) + 1 for k in range(H)] for H in hidden]
    else:
        m = [d.tolist() for d in degrees]
    masks = []
    for layer in range(1, len(m)):
        M = torch.zeros(len(m[layer]), len(m[layer - 1]))
        for i in range(len(m[layer])):
            for j in range(len(m[layer - 1])):
                if m[layer][i] >= m[layer - 1][j]:
                    M[i, j] = 1.0
        masks.append(M)
    V = torch.zeros(D, len(m[-1]))
    for d in range(D):
        for k in range(len(m[-1])):
            if m[0][d] > m[-1][k]:
                V[d, k] = 1.0
    masks.append(V)
    return masks


class MADE(nn.Module):
    def __init__(self, D, hidden, degrees=None):
        super().__init__()
        sizes = [D, *hidden, D]
        self.net = []
        for n_in, n_out, mask in zip(sizes[:-1], sizes[1:], made_masks(D, hidden, degrees), strict=True):
            self.net.extend([MaskedLinear(n_in, n_out, mask), nn.ReLU()])
        self.net.pop()
        self.net = nn.Sequential(*self.net)

    def forward(self, x):
        return self.net(x)
