"""en: Your sigmoid_backward takes y for the input and applies the sigmoid again.
ko: sigmoid_backward가 y를 입력으로 보고 시그모이드를 다시 적용합니다.
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
    return torch.minimum(x, torch.zeros_like(x)) - torch.log1p(torch.exp(-torch.abs(x)))


def sigmoid_backward(y, grad):
    return grad * sigmoid(y) * (1 - sigmoid(y))


def tanh_backward(y, grad):
    return grad * (1 - y * y)


def relu_backward(y, grad):
    return torch.where(y > 0, grad, torch.zeros_like(grad))


def gradient_bound(layers, act="sigmoid", weight=1.0):
    slope = 0.25 if act == "sigmoid" else 1.0
    return (weight * slope) ** layers
