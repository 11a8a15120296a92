"""Doubles by nn.Linear-like einsum; log-sigmoid in the loss."""

from __future__ import annotations

from torch import nn


class MaskHead(nn.Module):
    def __init__(self, c=256, K=80):
        super().__init__()
        self.a, self.b, self.c, self.d = (nn.Conv2d(c, c, 3, padding=1) for _ in range(4))
        self.deconv = nn.ConvTranspose2d(c, c, 2, 2)
        self.predictor = nn.Linear(c, K)

    def forward(self, x):
        relu = nn.functional.relu
        y = relu(self.d(relu(self.c(relu(self.b(relu(self.a(x))))))))
        y = relu(self.deconv(y))
        return self.predictor(y.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


def mask_loss(logits, labels, targets):
    onehot = nn.functional.one_hot(labels, logits.shape[1]).bool()
    z = logits[onehot]
    t = targets.to(z.dtype)
    ls = nn.functional.logsigmoid
    each = -(t * ls(z) + (1 - t) * ls(-z))
    return each.sum() / max(each.numel(), 1)
