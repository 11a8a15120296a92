"""en: Your sigmoid is right, but its gradient is NaN for large numbers: torch.where also goes back through the branch that overflowed.
ko: 시그모이드의 값은 맞지만 큰 수에서 그래디언트가 NaN입니다. torch.where는 넘친 쪽으로도 되돌아갑니다.
"""

from __future__ import annotations

import torch


def relu(x):
    return torch.clamp(x, min=0)


def leaky_relu(x, slope=0.01):
    return torch.where(x > 0, x, slope * x)


def sigmoid(x):
    return torch.where(x >= 0, 1 / (1 + torch.exp(-x)), torch.exp(x) / (1 + torch.exp(x)))


def tanh(x):
    small = torch.expm1(-2 * torch.abs(x))
    return -torch.sign(x) * small / (small + 2)


def log_sigmoid(x):
    return torch.minimum(x, torch.zeros_like(x)) - torch.log1p(torch.exp(-torch.abs(x)))


def sigmoid_backward(y, grad):
    return grad * y * (1 - y)


def tanh_backward(y, grad):
    return grad * (1 - y * y)


def relu_backward(y, grad):
    return torch.where(y > 0, grad, torch.zeros_like(grad))


def gradient_bound(layers, act="sigmoid", weight=1.0):
    slope = 0.25 if act == "sigmoid" else 1.0
    return (weight * slope) ** layers
