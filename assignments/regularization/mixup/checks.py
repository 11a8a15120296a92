"""What sample_lambda draws is observed through mixtures of drawn numbers, and worked out again on the host."""

import torch

from grader.checks import check, close, derived, statistics


def batch(draw, n=5):
    x, y = draw.labelled_images(n, 3, 4, 6, classes=4)
    return x, y, draw.cycle(n)


# --- on the host ----------------------------------------------------------------------------------------------------


def shares(observed, reference):
    """The λ with which each sequence of pairs was mixed."""
    a, b = reference["a"].values, reference["b"].values
    return {name: (mixed.values - b) / (a - b) for name, mixed in observed["mixed"].items()}


def distributions(observed, reference):
    """λ and its square: what has the same first four moments."""
    found = shares(observed, reference)
    return {**found, **{f"square_of_{name}": lam**2 for name, lam in found.items()}}


def sequences(observed, reference):
    lam = shares(observed, reference)
    return {
        "same_seed_same_draws": bool((lam["first"] == lam["again"]).all()),
        "other_seed_other_draws": bool((lam["first"] != lam["other"]).all()),
        "every_call_draws_anew": bool((lam["first"][1:] != lam["first"][:-1]).all()),
        "between_0_and_1": bool(((lam["first"] > -1e-9) & (lam["first"] < 1 + 1e-9)).all()),
    }


# --- checks ---------------------------------------------------------------------------------------------------------


@check(close(1e-9))
def mixes_the_inputs(impl, draw):
    x, y, perm = batch(draw)
    return {f"lam={lam}": impl.mixup(x.clone(), y.clone(), lam, perm.clone())[0] for lam in (0.75, 0.2)}


@check(close(1e-9))
def mixes_the_labels_alike(impl, draw):
    x, _, perm = batch(draw)
    y = draw.uniform(5, 4)
    return {f"lam={lam}": impl.mixup(x.clone(), y.clone(), lam, perm.clone())[1] for lam in (0.75, 0.2)}


@check(close(1e-9))
def keeps_everything_or_nothing_at_the_ends(impl, draw):
    x, y, perm = batch(draw)
    return {f"lam={lam}": list(impl.mixup(x.clone(), y.clone(), lam, perm.clone())) for lam in (1.0, 0.0)}


@check(close(1e-5))
def takes_any_inputs_and_labels(impl, draw):
    x, onehot, perm = batch(draw, 6)
    vectors, sequence, soft = draw.normal(6, 3), draw.normal(6, 2, 5), draw.uniform(6, 7)
    one, label = draw.normal(1, 8), draw.uniform(1, 3)
    return {
        "vectors, soft labels": list(impl.mixup(vectors, soft, 0.3, perm)),
        "sequences": list(impl.mixup(sequence, soft, 0.6, perm)),
        "int64 labels": list(impl.mixup(x, onehot.long(), 0.35, perm)),
        "float32": list(impl.mixup(x.float(), onehot.float(), 0.35, perm)),
        "one sample": list(impl.mixup(one, label, 0.4, torch.zeros(1, dtype=torch.int64))),
    }


@check(close(1e-9, dtype=True))
def leaves_the_batch_as_it_was(impl, draw):
    x, y, perm = batch(draw)
    weight, leaf = draw.normal(*x.shape), x.clone().requires_grad_()
    (impl.mixup(leaf, y, 0.7, perm)[0] * weight).sum().backward()
    mixed = impl.mixup(x, y, 0.7, perm)
    return {"gradient": leaf.grad, "mixed": list(mixed), "x": x, "y": y, "perm": perm}


@check(derived(distributions, statistics()))
def draws_from_a_symmetric_beta(impl, draw):
    n = 3000
    a, b = 2 * draw.moderate(n), draw.uniform(n, low=-0.5, high=0.5)
    mixed = {}
    for name, low, high in (("small_alpha", 0.15, 0.4), ("large_alpha", 1.4, 2.5)):
        alpha = low + (high - low) * float(draw.uniform())
        lam = torch.tensor([float(impl.sample_lambda(alpha)) for _ in range(n)], dtype=torch.float64)
        mixed[name] = lam * a + (1 - lam) * b
    return {"a": a, "b": b, "mixed": mixed}


@check(close(1e-9))
def mixes_nothing_without_alpha(impl, draw):
    a, b = draw.normal(4), draw.normal(4)
    lam = torch.tensor([float(impl.sample_lambda(0.0)), float(impl.sample_lambda(0))], dtype=torch.float64).repeat(2)
    return lam * a + (1 - lam) * b


@check(derived(sequences, close(0)))
def draws_from_the_generator(impl, draw):
    a, b, seed = 2 * draw.moderate(30), draw.uniform(30, low=-0.5, high=0.5), draw.seed()

    def mixed(seed):
        generator = torch.Generator().manual_seed(seed)
        lam = torch.tensor([float(impl.sample_lambda(2.0, generator)) for _ in range(30)], dtype=torch.float64)
        return lam * a + (1 - lam) * b

    return {"a": a, "b": b, "mixed": {"first": mixed(seed), "again": mixed(seed), "other": mixed(seed + 1)}}
