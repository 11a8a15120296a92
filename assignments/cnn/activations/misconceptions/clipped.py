"""en: You clip the input at 20 to avoid overflow; then large numbers are wrong and have no gradient.
ko: 넘치지 않도록 입력을 20에서 자릅니다. 그러면 큰 수의 값이 틀리고 그래디언트가 없습니다.
"""

from __future__ import annotations

import torch


def relu(x):
    return torch.clamp(x, min=0)


def leaky_relu(x, slope=0.01):
    return torch.where(x > 0, x, slope * x)


def sigmoid(x):
    small = torch.exp(-torch.abs(x))
    return torch.where(x >= 0, 1 / (1 + small), small / (1 + small))


def tanh(x):
    small = torch.expm1(-2 * torch.abs(x))
    return -torch.sign(x) * small / (small + 2)


def log_sigmoid(x):
    return torch.log(sigmoid(x.clamp(-20, 20)))


def sigmoid_backward(y, grad):
    return grad * y * (1 - y)


def tanh_backward(y, grad):
    return grad * (1 - y * y)


def relu_backward(y, grad):
    return torch.where(y > 0, grad, torch.zeros_like(grad))


def gradient_bound(layers, act="sigmoid", weight=1.0):
    slope = 0.25 if act == "sigmoid" else 1.0
    return (weight * slope) ** layers
