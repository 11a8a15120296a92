"""The decomposition of a squared error into bias and variance (Geman, Bienenstock and Doursat, 1992).

    E (f̂(x) - f(x))²  =  (E f̂(x) - f(x))²  +  E (f̂(x) - E f̂(x))²,    averaged over the points x
                           bias²                variance

f     the true function, without noise
f̂     a model, trained on a random training set; E is the mean over training sets
"""

from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    """(bias², variance) of the predictions `preds` [M, N] of M models at N points where the truth is `f_true` [N].

    Two 0-d tensors, means over the points. The variance is that of the M models (divided by M), so that the two add up to the
    mean squared error exactly.
    """
    mean = preds.mean(dim=0)  # [N]
    bias2 = (mean - f_true).square().mean()
    variance = (preds - mean).square().mean()
    return bias2, variance


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    """The factor c for which c · (mean of n draws) has the least mean squared error as an estimate of `mu`, where a draw has
    mean `mu` and variance `sigma2`: the minimum of (1 - c)² mu² + c² sigma2 / n."""
    return mu**2 / (mu**2 + sigma2 / n)
