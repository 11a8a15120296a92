"""en: NAG keeps velocities on the class, by the tensor, so a second optimizer on it goes on with those of the first.
ko: NAG가 속도를 텐서별로 클래스에 저장하여, 같은 텐서를 쓰는 두 번째 옵티마이저가 첫 번째의 속도를 이어받습니다.
"""

from __future__ import annotations

from typing import ClassVar

import torch


def nag(grad_fn, x0, lr, mu, n):
    x, v = x0.clone(), torch.zeros_like(x0)
    trajectory = [x]
    for _ in range(n):
        v = mu * v - lr * grad_fn(x + mu * v)
        x = x + v
        trajectory.append(x)
    return torch.stack(trajectory)


class NAG:
    state: ClassVar[dict] = {}

    def __init__(self, params, lr, momentum=0.9):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad
            v = self.momentum * self.state.get(p, 0) + g
            self.state[p] = v
            p -= self.lr * (g + self.momentum * v)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
