"""L1 and L2 penalties (Tibshirani 1996; Hoerl and Kennard 1970) and ISTA (Daubechies et al., arXiv math/0307152).

    penalty   λ1 Σ|w| + λ2/2 Σ w²                              its gradient: λ1 sign(w) + λ2 w
    S_t(w)    sign(w) max(|w| - t, 0)                           what minimises (v - w)²/2 + t|v|
    ridge     min  1/(2n) ‖Xw - y‖² + λ/2 ‖w‖²                   w = (XᵀX/n + λI)⁻¹ Xᵀy/n
    lasso     min  1/(2n) ‖Xw - y‖² + λ ‖w‖₁                    by ISTA: w <- S_{λ/L}(w - Xᵀ(Xw - y)/(nL))

X, y    n samples of d features, and their targets
L       the largest eigenvalue of XᵀX/n, the Lipschitz constant of the data term's gradient
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


def penalty(params: Iterable[Tensor], l1: float = 0.0, l2: float = 0.0) -> Tensor:
    """l1 Σ|w| + l2/2 Σ w² over all numbers of all `params` (any shapes): a 0-d tensor to add to a loss.

    The gradient of |w| at 0 is 0. Raises ValueError when there are no params.
    """
    terms = [l1 * w.abs().sum() + l2 / 2 * w.square().sum() for w in params]
    if not terms:
        raise ValueError("there are no parameters to penalise")
    return torch.stack(terms).sum()


def soft_threshold(w: Tensor, t: float) -> Tensor:
    """`w` [...] moved towards 0 by `t`, and no further than 0."""
    return w.sign() * (w.abs() - t).clamp(min=0)


def ridge(X: Tensor, y: Tensor, lam: float) -> Tensor:
    """The weights [d] that minimise 1/(2n) ‖Xw - y‖² + lam/2 ‖w‖² for `X` [n, d] and `y` [n]; no bias."""
    n, d = X.shape
    eye = torch.eye(d, dtype=X.dtype, device=X.device)
    return torch.linalg.solve(X.T @ X / n + lam * eye, X.T @ y / n)


def ista(X: Tensor, y: Tensor, lam: float, n: int) -> Tensor:
    """The weights [d] after `n` steps of ISTA from 0 towards the minimum of 1/(2N) ‖Xw - y‖² + lam ‖w‖₁, for `X` [N, d] and
    `y` [N]; no bias. The step size is 1/L."""
    N, d = X.shape
    L = torch.linalg.eigvalsh(X.T @ X / N)[-1]
    w = torch.zeros(d, dtype=X.dtype, device=X.device)
    for _ in range(n):
        w = soft_threshold(w - X.T @ (X @ w - y) / (N * L), lam / L)
    return w
