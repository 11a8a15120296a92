from __future__ import annotations

from torch import Tensor


def relu(x: Tensor) -> Tensor:
    raise NotImplementedError("Write relu: see the handout. / relu을(를) 작성하십시오. 안내문을 참고하십시오.")


def leaky_relu(x: Tensor, slope: float = 0.01) -> Tensor:
    raise NotImplementedError("Write leaky_relu: see the handout. / leaky_relu을(를) 작성하십시오. 안내문을 참고하십시오.")


def sigmoid(x: Tensor) -> Tensor:
    raise NotImplementedError("Write sigmoid: see the handout. / sigmoid을(를) 작성하십시오. 안내문을 참고하십시오.")


def tanh(x: Tensor) -> Tensor:
    raise NotImplementedError("Write tanh: see the handout. / tanh을(를) 작성하십시오. 안내문을 참고하십시오.")


def log_sigmoid(x: Tensor) -> Tensor:
    raise NotImplementedError("Write log_sigmoid: see the handout. / log_sigmoid을(를) 작성하십시오. 안내문을 참고하십시오.")


def sigmoid_backward(y: Tensor, grad: Tensor) -> Tensor:
    raise NotImplementedError("Write sigmoid_backward: see the handout. / sigmoid_backward을(를) 작성하십시오. 안내문을 참고하십시오.")


def tanh_backward(y: Tensor, grad: Tensor) -> Tensor:
    raise NotImplementedError("Write tanh_backward: see the handout. / tanh_backward을(를) 작성하십시오. 안내문을 참고하십시오.")


def relu_backward(y: Tensor, grad: Tensor) -> Tensor:
    raise NotImplementedError("Write relu_backward: see the handout. / relu_backward을(를) 작성하십시오. 안내문을 참고하십시오.")


def gradient_bound(layers: int, act: str = "sigmoid", weight: float = 1.0) -> float:
    raise NotImplementedError("Write gradient_bound: see the handout. / gradient_bound을(를) 작성하십시오. 안내문을 참고하십시오.")
