"""AdamP (Heo et al.), arXiv 2006.08217, Algorithm 2: Adam without the part of the step that only lengthens w.

    m_t = beta1 m_{t-1} + (1 - beta1) g_t
    v_t = beta2 v_{t-1} + (1 - beta2) g_t^2
    p_t = m_t / (sqrt(v_t / (1 - beta2^t)) + eps)     nesterov: beta1 m_t + (1 - beta1) g_t for m_t
    q_t = Pi_w(p_t)  if max |cos(w, g_t)| < delta / sqrt(dim(w)),  else  p_t
    w_t = (1 - lr weight_decay s) w_{t-1} - lr / (1 - beta1^t) q_t

w      a parameter; where batch norm follows, the loss depends on its direction alone and g is orthogonal to it
g      its gradient
m, v   running averages of g and g^2, zero at the start
p      Adam's step (its first bias correction waits for the last line)
Pi_w   the projection p - what (what . p) onto the plane orthogonal to what = w / (|w| + eps)
s      wd_ratio where the projection fired, else 1: the decay is decoupled
t      how many steps this parameter has taken, counted from 1

Whether w is scale-invariant is read off the raw gradient, first with each output channel as a vector of its own, then
with the whole layer as one vector; the first reading that passes is projected. Parameters of one axis (biases, norms)
are never projected. As in the authors' code, a norm in the cosine is at least eps.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch
from torch import Tensor


def projected(p: Tensor, w: Tensor, g: Tensor, delta: float, eps: float) -> Tensor | None:
    """Pi_w(p) in the shape of w [C, ...], or None where w does not look scale-invariant."""
    for rows in (w.shape[0], 1):  # by channel, then the whole layer
        W, G, P = w.reshape(rows, -1), g.reshape(rows, -1), p.reshape(rows, -1)  # [rows, dim]
        norm = W.norm(dim=1)  # [rows]
        cosine = (W * G).sum(dim=1).abs() / (norm.clamp(min=eps) * G.norm(dim=1).clamp(min=eps))  # [rows]
        if cosine.max() < delta / math.sqrt(W.shape[1]):
            what = W / (norm + eps)[:, None]  # [rows, dim]
            return (P - what * (what * P).sum(dim=1, keepdim=True)).reshape(w.shape)  # [C, ...]
    return None


class AdamP:
    """AdamP (arXiv 2006.08217) for parameters w [...] (any shape, float32 or float64).

    lr has the unit of w, weight_decay 1 / unit of lr; betas, delta and wd_ratio have none.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        delta: float = 0.1,
        wd_ratio: float = 0.1,
        nesterov: bool = False,
    ) -> None:
        self.params = list(params)
        self.lr, self.betas, self.eps, self.weight_decay = lr, betas, eps, weight_decay
        self.delta, self.wd_ratio, self.nesterov = delta, wd_ratio, nesterov
        self.m = [torch.zeros_like(w) for w in self.params]
        self.v = [torch.zeros_like(w) for w in self.params]
        self.t = [0] * len(self.params)

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient, in place; the others and their state stay as they are."""
        beta1, beta2 = self.betas
        for i, w in enumerate(self.params):
            if w.grad is None:
                continue
            g = w.grad
            self.t[i] += 1
            self.m[i] = beta1 * self.m[i] + (1 - beta1) * g
            self.v[i] = beta2 * self.v[i] + (1 - beta2) * g**2
            m = beta1 * self.m[i] + (1 - beta1) * g if self.nesterov else self.m[i]
            p = m / ((self.v[i] / (1 - beta2 ** self.t[i])).sqrt() + self.eps)

            q = projected(p, w, g, self.delta, self.eps) if w.dim() > 1 else None
            s = 1.0 if q is None else self.wd_ratio
            w *= 1 - self.lr * self.weight_decay * s  # in place: the model holds this very tensor
            w -= self.lr / (1 - beta1 ** self.t[i]) * (p if q is None else q)

    def zero_grad(self) -> None:
        """Set every gradient to None."""
        for w in self.params:
            w.grad = None
