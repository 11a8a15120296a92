"""Binary data: every vector that there is, and samples against exact tables.

A distribution over D bits, with D small, is a table of 2^D probabilities. An observation has it under `log_p`, or as the `logits`
of an autoregressive model for all vectors, both in the order of the numbers that the bits spell (the first bit counts most);
images are vectors, row by row.

`every`, `mosaic`, `repeatedly` and `forward_and_gradients` work beside the student's code, the rest on the host. None holds an
answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from grader.model import Text

from . import layers
from .compare import converges
from .language import Given

if TYPE_CHECKING:
    from torch import Tensor, nn

    from .compare import Kept
    from .draw import Draw

Floats = npt.NDArray[np.float64]

DIVERGENCE = Text("divergence KL(examples || model) in nats", "발산 KL(예제 || 모델) (내트)")

# How seldom chance alone may put the share of one event outside its bounds. A check looks at some hundreds of events, and so
# wrongs a right solution less than once in a million.
FALSE_ALARMS = 1e-9


def vectors(D: int) -> Floats:
    """The 2^D vectors of D bits, [2^D, D]."""
    spelt: Floats = (np.arange(2**D)[:, None] >> np.arange(D - 1, -1, -1) & 1).astype(np.float64)
    return spelt


def every(*shape: int) -> Tensor:
    """The vectors or images of bits of a shape, float64 [2^D, *shape]; `shape` may begin with channels, D is its product."""
    return torch.from_numpy(vectors(math.prod(shape))).reshape(-1, *shape)


def log_probabilities(logits: npt.NDArray[Any]) -> Floats:
    """log p(x) of all vectors [2^D], from their logits [2^D, ...]: p(x_d = 1 | the bits before x_d) = sigmoid(logit_d)."""
    z = logits.reshape(len(logits), -1).astype(np.float64)
    log_p: Floats = -np.logaddexp(0, np.where(vectors(z.shape[1]) == 1, -z, z)).sum(axis=1)
    return log_p


def table(observed: Any) -> Floats:
    """log p(x) of all vectors [2^D]."""
    if "log_p" in observed:
        log_p: Floats = observed["log_p"].values.astype(np.float64).ravel()
        return log_p
    return log_probabilities(observed["logits"].values)


# --- samples ----------------------------------------------------------------------------------------------------------


def frequencies(samples: npt.NDArray[Any]) -> Floats:
    """How often each vector occurs in samples [n, ...], as a share; what is no vector of bits does not occur."""
    rows = samples.reshape(len(samples), -1)
    valid = rows[np.isin(rows, (0, 1)).all(axis=1)]
    spelt = (valid @ 2.0 ** np.arange(rows.shape[1] - 1, -1, -1)).astype(int)
    return np.bincount(spelt, minlength=2 ** rows.shape[1]) / len(rows)


def by_chance(shares: Floats, p: Floats, n: int) -> npt.NDArray[np.bool_]:
    """Whether chance explains that events of probability p make up these shares of n independent draws.

    Chernoff: P(share >= f) <= exp(-n KL(f || p)) for f > p, the same for f < p, whatever n and p are. So a share is not explained
    by chance where both together are less than FALSE_ALARMS.
    """
    f, p = np.clip(shares, 0.0, 1.0), np.clip(p, 0.0, 1.0)
    with np.errstate(all="ignore"):
        kl = np.where(f > 0, f * np.log(f / p), 0.0) + np.where(f < 1, (1 - f) * np.log((1 - f) / (1 - p)), 0.0)
    within: npt.NDArray[np.bool_] = n * kl <= math.log(2 / FALSE_ALARMS)
    return within


def within_chance(log_p: Floats, samples: npt.NDArray[Any]) -> dict[str, Floats]:
    """How often each vector should occur, and how often two bits should be 1 together; or how often they do in the samples,
    where chance does not explain it."""
    p, drawn = np.exp(log_p), frequencies(samples)
    x = vectors(len(p).bit_length() - 1)
    wanted = {"how often each is drawn": p, "how often bits i and j are 1": np.einsum("n,ni,nj->ij", p, x, x)}
    found = [drawn, np.einsum("n,ni,nj->ij", drawn, x, x)]
    return {
        name: np.where(by_chance(share, want, len(samples)), want, share)
        for (name, want), share in zip(wanted.items(), found, strict=True)
    }


def repeatedly(sample: Callable[[torch.Generator | None], Tensor], draw: Draw) -> dict[str, dict[str, Tensor]]:
    """What `sample` gives for a generator, and for None after `torch.manual_seed`: from one state, at once after that, from
    another state, and from the first one again."""
    result = {}
    own, default = draw.generator(), draw.seed()
    torch.manual_seed(default)
    for name, generator, seed in (("generator", own, own.manual_seed), ("torch's own", None, torch.manual_seed)):
        one, other = draw.seed(), draw.seed()
        seed(one)
        found = {"first": sample(generator), "next": sample(generator)}
        seed(other)
        found["another"] = sample(generator)
        seed(one)
        result[name] = found | {"again": sample(generator)}
    return result


def repeats(log_p: Floats, observed: Mapping[str, Any]) -> dict[str, Any]:
    """What a generator decides, and all it decides: of the samples that `repeatedly` got."""
    result: dict[str, Any] = {}
    for name, samples in observed.items():
        first, following, another, again = (samples[key].values for key in ("first", "next", "another", "again"))
        result[name] = {
            **within_chance(log_p, first),
            "the same state gives the same again": bool((first == again).all()),
            "the next sample is another": bool((first != following).any()),
            "another seed gives another": bool((first != another).any()),
        }
    return result


# --- networks whose weights are masked --------------------------------------------------------------------------------


def forward_and_gradients(module: nn.Module, x: Tensor) -> dict[str, object]:
    """As in `layers`, but what is masked does not count: some keep its weights at zero, others its gradients."""
    found = layers.forward_and_gradients(module, x)
    del found["parameter_gradient_norms"]
    products = [param.grad * param.detach() for param in module.parameters() if param.grad is not None]
    return found | {"gradients times parameters": sorted(float(product.norm()) for product in products)}


# --- training ---------------------------------------------------------------------------------------------------------


def patterns(*shape: int) -> Callable[[Draw], Given]:
    """Makes four vectors or images of bits, no two alike: `images` [4, *shape]."""

    def make(draw: Draw) -> Given:
        spelt = draw.permutation(2 ** math.prod(shape))[:4]
        images = every(*shape)[spelt]
        return Given({"images": images}, {"images": images.numpy()})

    return make


def divergence(observed: Any, kept: Kept) -> float:
    """Of the model from the `images`, each as likely as it is frequent. A model whose probabilities do not sum to one (it sees
    the bits that it foretells) gains nothing: how far they are from it counts tenfold."""
    log_p, shares = table(observed), frequencies(kept["images"])
    there = shares > 0
    largest = log_p.max()
    total = largest + np.log(np.exp(log_p - largest).sum())
    return float((shares[there] * (np.log(shares[there]) - log_p[there])).sum() + 10 * abs(total))


def learns(slack: float) -> converges:
    """A model trained on `images` diverges from them by no more than this many nats."""
    return converges(divergence, DIVERGENCE, factor=0.0, slack=slack)


def mosaic(x: Tensor) -> Tensor:
    """16 square images of bits, [16, ...], as one, 4 x 4, with grey lines in between."""
    side = math.isqrt(x[0].numel())
    framed = torch.nn.functional.pad(x.reshape(4, 4, side, side), (0, 1, 0, 1), value=0.5)
    return framed.transpose(1, 2).reshape(4 * (side + 1), 4 * (side + 1))[:-1, :-1]
