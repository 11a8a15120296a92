"""Activation functions, their derivatives as backpropagation uses them, and why deep sigmoid networks do not train (Hochreiter,
1991; Glorot, Bengio, AISTATS 2010; Nair, Hinton, ICML 2010).

    sigmoid' = y (1 - y) <= 1/4      tanh' = 1 - y^2 <= 1      ReLU' = 1 where y > 0, else 0

y is the output: a backward pass has it at hand. The gradient through L layers shrinks by the product of these.
"""

from __future__ import annotations

import torch
from torch import Tensor


def relu(x: Tensor) -> Tensor:
    """max(x, 0). Shape and dtype (floating) of x, here and below."""
    return torch.where(x > 0, x, torch.zeros_like(x))


def leaky_relu(x: Tensor, slope: float = 0.01) -> Tensor:
    """x where it is positive, else slope x."""
    return torch.where(x > 0, x, slope * x)


def sigmoid(x: Tensor) -> Tensor:
    """1 / (1 + exp(-x)), without overflow: with z = exp(-|x|) it is 1 / (1 + z) or z / (1 + z)."""
    z = torch.exp(-magnitude(x))
    return torch.where(x >= 0, torch.ones_like(x), z) / (1 + z)


def tanh(x: Tensor) -> Tensor:
    """(exp(x) - exp(-x)) / (exp(x) + exp(-x)), without overflow; exact to the last digits also near 0."""
    z = torch.expm1(-2 * magnitude(x))  # exp(-2 |x|) - 1
    return torch.where(x >= 0, -z, z) / (2 + z)


def log_sigmoid(x: Tensor) -> Tensor:
    """log(sigmoid(x)) = min(x, 0) - log(1 + exp(-|x|)): finite for all finite x."""
    return torch.where(x >= 0, torch.zeros_like(x), x) - torch.log1p(torch.exp(-magnitude(x)))


def magnitude(x: Tensor) -> Tensor:
    """|x|, with the derivative 1 at 0, where that of torch.abs is 0."""
    return torch.where(x >= 0, x, -x)


def sigmoid_backward(y: Tensor, grad: Tensor) -> Tensor:
    """The gradient of the input, from the output y of sigmoid and its gradient."""
    return grad * y * (1 - y)


def tanh_backward(y: Tensor, grad: Tensor) -> Tensor:
    return grad * (1 - y**2)


def relu_backward(y: Tensor, grad: Tensor) -> Tensor:
    return grad * (y > 0)


def gradient_bound(layers: int, act: str = "sigmoid", weight: float = 1.0) -> float:
    """By how much a gradient can be multiplied at most on its way through so many layers y <- act(w y) with |w| <= weight. Raises
    KeyError for an act other than 'sigmoid', 'tanh', 'relu'."""
    steepest = {"sigmoid": 0.25, "tanh": 1.0, "relu": 1.0}[act]
    return float((weight * steepest) ** layers)
