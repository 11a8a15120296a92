import numpy as np
import torch

from grader.checks import bits, check, close, derived, layers
from grader.checks.pictures import grids_picture
from grader.checks.training import minimise
from grader.model import Text

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


def drawn_bits(draw, n, D):
    return draw.integers(n, D, high=2).double()


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
        found[f"{D} bits"] = filled(impl, draw, D, H).log_prob(bits.every(D).to(draw.normal()))
    eight = found["8 bits"]
    return {**found, "8 bits": eight.reshape(16, 16) if eight.shape == (256,) else eight}


@check(close(1e-8))
def sends_gradients(impl, draw):
    model, x, weighting = filled(impl, draw, 6, 4), drawn_bits(draw, 9, 6), draw.moderate(9)
    (model.log_prob(x) * weighting).sum().backward()
    return {name: getattr(model, name).grad for name in "WcVb"}


def within_chance(observed, reference):
    return bits.within_chance(bits.table(reference), observed["samples"].values)


@check(derived(within_chance, close(1e-6)))
def draws_samples(impl, draw):
    D, n = 5, 4000
    model, generator = filled(impl, draw, D, 6), draw.generator()
    log_p = model.log_prob(bits.every(D).to(draw.normal()))
    return {"samples": model.sample(n, generator=generator), "log_p": log_p}


def repeats(observed, reference):
    rest = {name: found for name, found in observed.items() if name not in ("log_p", "samples")}
    return bits.repeats(bits.table(reference), observed["samples"]) | rest


@check(derived(repeats, close(1e-6, dtype=True)))
def draws_from_the_generator(impl, draw):
    D, n = 4, 3000
    model, ones, alone = filled(impl, draw, D, 3), filled(impl, draw, D, 3), filled(impl, draw, 1, 2)
    log_p = model.log_prob(bits.every(D).to(draw.normal()))
    samples = bits.repeatedly(lambda generator: model.sample(n, generator), draw)
    with torch.no_grad():
        for sure in (ones, alone):
            sure.b.add_(60)  # every bit is 1, and so changes a
    return {
        "log_p": log_p,
        "samples": samples,
        "one vector of sure bits": ones.sample(1),
        "one sure bit": alone.sample(1),
        "parameters afterwards": {name: getattr(ones, name).clone() for name in "WcVb"},
        "float32": ones.float().sample(7),
    }


@check(close(atol=1e-6, rtol=1e-9, single=1e-3, dtype=True))
def stays_finite(impl, draw):
    result = {}
    for name, (D, H, n) in {"one bit": (1, 3, 2), "one unit": (5, 1, 4), "one vector": (6, 4, 1)}.items():
        result[name] = filled(impl, draw, D, H).log_prob(drawn_bits(draw, n, D))
    x, model = drawn_bits(draw, 5, 7), filled(impl, draw, 7, 5, scale=150)
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


@check(
    bits.learns(slack=0.15),
    given=bits.patterns(SIDE * SIDE),
    picture=grids_picture(
        "samples", title=Text("16 samples after training on four images", "이미지 네 장으로 학습한 뒤의 표본 16개")
    ),
)
def learns_patterns(impl, draw, given):
    x = given["images"]
    model, generator = filled(impl, draw, SIDE * SIDE, 12, scale=0.3), draw.generator()
    minimise(lambda: -model.log_prob(x).mean(), model.parameters(), steps=120, lr=0.2)
    with torch.no_grad():
        log_p = model.log_prob(bits.every(SIDE * SIDE).to(x))
        return {"log_p": log_p, "samples": bits.mosaic(model.sample(16, generator))}
