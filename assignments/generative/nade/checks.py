from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from grader.checks import Given, check, close, converges, derived, layers
from grader.checks.pictures import grids_picture
from grader.checks.training import minimise
from grader.model import Text

if TYPE_CHECKING:
    from grader.checks.draw import Draw

SIDE = 3


def filled(impl, draw, D, H, scale=1.0):
    """A model in float64 with parameters that were drawn, large enough that each bit matters to those after it."""
    drawn = {
        "W": 1.5 * scale * draw.normal(H, D),
        "c": 0.5 * draw.normal(H),
        "V": 3 * scale * draw.normal(D, H) / H**0.5,
        "b": 0.5 * scale * draw.normal(D),
    }
    model = impl.NADE(D, H).double()
    with torch.no_grad():
        for name, values in drawn.items():
            getattr(model, name).copy_(values)
    return model


def all_vectors(D):
    """The 2^D vectors of D bits [2^D, D], in the order of the numbers they spell."""
    return (torch.arange(2**D)[:, None] >> torch.arange(D - 1, -1, -1) & 1).double()


def bits(draw, n, D):
    return draw.integers(n, D, high=2).double()


def frequencies(samples, D):
    """How often each of the 2^D vectors occurs in samples [n, D], as a share; what is no vector of bits does not occur."""
    valid = samples[np.isin(samples, (0, 1)).all(axis=1)]
    spelt = (valid @ 2 ** np.arange(D - 1, -1, -1)).astype(int)
    return np.bincount(spelt, minlength=2**D) / len(samples)


@check(close(0))
def has_the_parameters(impl, draw):
    result = {}
    for _ in range(2):
        D, H = draw.integer(5, 40), draw.integer(41, 90)
        model = layers.on_meta(lambda D=D, H=H: impl.NADE(D, H))
        shapes = {name: list(getattr(model, name).shape) for name in "WcVb"}
        numbers = sum(param.numel() for param in model.parameters())
        result[f"D = {D}, H = {H}"] = {**shapes, "numbers to learn": numbers}
    return result


def with_their_sum(observed, reference):
    """All log-probabilities, and what the probabilities sum to."""
    tables = {name: table.values for name, table in observed.items()}
    sums = {f"sum of p(x), {name}": np.exp(table).sum() for name, table in tables.items()}
    return {**sums, **{f"log p(x), {name}": table for name, table in tables.items()}}


@check(
    derived(with_their_sum, close(1e-8)),
    picture=grids_picture("8 bits", title=Text("log p(x) of all 256 vectors", "벡터 256개 모두의 log p(x)")),
)
def gives_log_probabilities(impl, draw):
    found = {}
    for D, H in ((8, 5), (3, 7), (4, 2)):
        found[f"{D} bits"] = filled(impl, draw, D, H).log_prob(all_vectors(D).to(draw.normal()))
    eight = found["8 bits"]
    return {**found, "8 bits": eight.reshape(16, 16) if eight.shape == (256,) else eight}


@check(close(1e-8))
def sends_gradients(impl, draw):
    model, x, weighting = filled(impl, draw, 6, 4), bits(draw, 9, 6), draw.moderate(9)
    (model.log_prob(x) * weighting).sum().backward()
    return {name: getattr(model, name).grad for name in "WcVb"}


def within_chance(observed, reference):
    """The probability of each vector, or how often it was drawn where seven standard deviations do not explain that."""
    p = np.exp(reference["log_p"].values)
    drawn = frequencies(observed["samples"].values, observed["samples"].shape[1])
    chance = 7 * np.sqrt(p * (1 - p) / len(observed["samples"].values)) + 1e-3
    return {"how often each vector is drawn": np.where(np.abs(drawn - p) <= chance, p, drawn)}


@check(derived(within_chance, close(1e-6)))
def draws_samples(impl, draw):
    D, n = 5, 4000
    model, generator = filled(impl, draw, D, 6), draw.generator()
    log_p = model.log_prob(all_vectors(D).to(draw.normal()))
    return {"samples": model.sample(n, generator=generator), "log_p": log_p}


def repeats(observed, reference):
    """What the generator decides: which bits agree with the first sample's."""
    first, again, other = (observed[name].values for name in ("samples", "again", "another generator"))
    differ = bool((first != other).any())
    return {**within_chance(observed, reference), "the same again": first == again, "others differ": differ}


@check(derived(repeats, close(1e-6)))
def draws_from_the_generator(impl, draw):
    D, n, seed = 4, 3000, draw.seed()
    model, generator = filled(impl, draw, D, 3), draw.generator()
    torch.manual_seed(seed)
    found = {"log_p": model.log_prob(all_vectors(D).to(draw.normal())), "samples": model.sample(n, generator)}
    generator.manual_seed(generator.initial_seed())
    found |= {"again": model.sample(n, generator), "another generator": model.sample(n, draw.generator())}
    alone = filled(impl, draw, 1, 2).sample(1)
    return {**found, "one": alone.abs() * 0, "without one": model.float().sample(7) * 0}


@check(close(atol=1e-6, rtol=1e-9, single=1e-3, dtype=True))
def stays_finite(impl, draw):
    result = {}
    for name, (D, H, n) in {"one bit": (1, 3, 2), "one unit": (5, 1, 4), "one vector": (6, 4, 1)}.items():
        result[name] = filled(impl, draw, D, H).log_prob(bits(draw, n, D))
    x, model = bits(draw, 5, 7), filled(impl, draw, 7, 5, scale=150)
    sharp = model.log_prob(x)
    sharp.sum().backward()
    gentle = filled(impl, draw, 7, 5).float()
    return {
        **result,
        "large weights": sharp,
        "their gradient": model.b.grad,
        "float32": gentle.log_prob(x.float()),
        "x afterwards": x,
    }


# --- training ---------------------------------------------------------------------------------------------------------


def patterns(draw: Draw) -> Given:
    """Four images of 3 x 3 bits, no two alike."""
    spelt = draw.permutation(2 ** (SIDE * SIDE))[:4]
    return Given({"images": all_vectors(SIDE * SIDE)[spelt]}, {"spelt": spelt.numpy()})


def divergence(observed, kept):
    """The divergence of the model from the patterns, each a quarter, and how far its probabilities are from summing to one."""
    log_p = observed["log_p"].values.astype(np.float64)
    total = np.log(np.exp(log_p - log_p.max()).sum()) + log_p.max()
    return float(np.log(0.25) - log_p[kept["spelt"]].mean() + abs(total))


def mosaic(x):
    """16 images of bits as one, 4 x 4, with grey lines in between."""
    framed = torch.nn.functional.pad(x.reshape(4, 4, SIDE, SIDE), (0, 1, 0, 1), value=0.5)
    return framed.transpose(1, 2).reshape(4 * (SIDE + 1), 4 * (SIDE + 1))[:-1, :-1]


DIVERGENCE = Text("divergence KL(examples || model) in nats", "발산 KL(예제 || 모델) (내트)")


@check(
    converges(divergence, DIVERGENCE, factor=0.0, slack=0.15),
    given=patterns,
    picture=grids_picture(
        "samples", title=Text("16 samples after training on four images", "이미지 네 장으로 학습한 뒤의 표본 16개")
    ),
)
def learns_patterns(impl, draw, given):
    x = given["images"]
    model, generator = filled(impl, draw, SIDE * SIDE, 12, scale=0.3), draw.generator()
    minimise(lambda: -model.log_prob(x).mean(), model.parameters(), steps=120, lr=0.2)
    with torch.no_grad():
        log_p = model.log_prob(all_vectors(SIDE * SIDE).to(x))
        return {"log_p": log_p, "samples": mosaic(model.sample(16, generator))}
