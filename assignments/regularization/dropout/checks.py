"""No two masks are alike, so what is compared is by what each element was multiplied: y / x, worked out on the host
from the x that was drawn."""

import numpy as np
import torch

from grader.checks import check, close, derived, statistics
from grader.checks.observation import Array

# --- on the host: from outputs to factors ----------------------------------------------------------------------------


def factors(y, x):
    """By what each element of x was multiplied, in float64."""
    return y.values.astype(np.float64) / x.values.astype(np.float64)


def is_odd(factor):
    """Where a factor is neither 0 nor the largest one."""
    return ~(np.abs(factor) <= 1e-5) & ~(np.abs(factor - factor.max(initial=0.0)) <= 1e-5)


def is_mask(factor):
    """What must hold of any mask: how many factors are neither 0 nor the largest, and whether there are both kinds."""
    return {"neither": int(is_odd(factor).sum()), "some_kept": bool(factor.any()), "some_dropped": not factor.all()}


def all_factors(observed, reference):
    return {name: factors(y, reference["x"]) for name, y in observed["y"].items()}


def two_factors(observed, reference):
    return {
        name: {"largest": factor.max(), "smallest": factor.min(), "neither": int(is_odd(factor).sum())}
        for name, factor in all_factors(observed, reference).items()
    }


def evaluation(observed, reference):
    factor = factors(observed["after_train"], reference["x"])
    seen = {name: value for name, value in observed.items() if name not in ("x", "after_train")}
    return {**seen, "active_again": is_mask(factor)}


def agreements(observed, reference):
    """Whether two masks keep or drop the same element, for pairs of masks that must not know of each other."""

    def kept(name):
        factor = factors(observed["y"][name], reference["x"])
        return factor / factor.max()  # 0 or 1

    layer, function = kept("layer"), kept("function")
    pairs = {
        "samples": (layer[0::2], layer[1::2]),
        "channels": (layer[:, 0::2], layer[:, 1::2]),
        "rows": (layer[:, :, 0::2], layer[:, :, 1::2]),
        "columns": (layer[..., 0::2], layer[..., 1::2]),
        "calls_of_a_layer": (layer, kept("layer_again")),
        "samples_in_the_function": (function[0::2], function[1::2]),
        "channels_in_the_function": (function[:, 0::2], function[:, 1::2]),
        "calls_of_the_function": (function, kept("function_again")),
        "two_layers": (kept("new_layer"), kept("another_new_layer")),
    }
    return {f"agreement_of_{name}": a * b + (1 - a) * (1 - b) for name, (a, b) in pairs.items()}


def backward_masks(observed, reference):
    """The factor of the gradient against that of the activation, for what each of two calls was given."""
    result = {}
    for name, calls in observed.items():
        for i, (call, given) in enumerate(zip(calls, reference[name], strict=True), 1):
            forward, backward = factors(call["y"], given["x"]), factors(call["gradient"], given["weight"])
            result[f"{name}, call {i}"] = {
                "backward_minus_forward": np.abs(backward - forward).max(),
                "forward": is_mask(forward),
            }
    return result


def masks_in_each_dtype(observed, reference):
    """For each result, in its own dtype, the factors that are neither 0 nor the largest; there must be none."""
    result = {}
    for name, y in observed["y"].items():
        factor = factors(y, reference["x"][name.split()[-1]])
        odd = np.where(is_odd(factor), factor, 0.0)
        result[name] = {"odd_factors": Array(odd, y.dtype), **is_mask(factor)}
    return result


def masks_of_views(observed, reference):
    found = {name: factors(y, reference["x"][name.split()[-1]]) for name, y in observed["views"].items()}
    return {
        "neither": {name: int(is_odd(factor).sum()) for name, factor in found.items()},
        "some_kept": any(factor.any() for factor in found.values()),
    }


def masks_from_generators(observed, reference):
    first, second, again, other = (observed["y"][name].values for name in ("first", "second", "again", "other"))
    return {
        "masks": {name: is_mask(factor) for name, factor in all_factors(observed, reference).items()},
        "same_seed_same_mask": bool((first == again).all()),
        "next_call_another_mask": bool((first != second).any()),
        "other_seed_another_mask": bool((first != other).any()),
    }


# --- checks ---------------------------------------------------------------------------------------------------------


@check(derived(all_factors, statistics()))
def drops_with_probability_p_and_rescales(impl, draw):
    x = draw.moderate(120, 100).float()
    return {
        "x": x,
        "y": {
            "p=0.1": impl.dropout(x.clone(), 0.1, True),
            "p=0.3": impl.dropout(x.clone(), 0.3, True),
            "p=0.8": impl.dropout(x.clone(), 0.8, True),
            "default_p": impl.dropout(x.clone()),
            "layer_p=0.3": impl.Dropout(0.3)(x.clone()),
            "layer_default_p": impl.Dropout()(x.clone()),
        },
    }


@check(derived(two_factors, close(atol=1e-5)))
def keeps_or_drops_and_nothing_between(impl, draw):
    x, y = draw.moderate(40, 50), {}
    for p in (0.25, 0.6):
        y[f"function_p={p}"] = impl.dropout(x.clone(), p, True)
        y[f"layer_p={p}"] = impl.Dropout(p)(x.clone())
    return {"x": x, "y": y}


@check(derived(evaluation, close(0)))
def does_nothing_in_evaluation(impl, draw):
    x, weight = draw.moderate(30, 40).requires_grad_(), draw.normal(30, 40)
    layer = impl.Dropout(0.5)
    network = torch.nn.Sequential(torch.nn.Identity(), layer).eval()
    outputs = {"function": impl.dropout(x, 0.5, False), "layer": network(x)}
    gradients = {
        name: torch.autograd.grad(y, x, weight, retain_graph=True)[0] if y.requires_grad else None
        for name, y in outputs.items()
    }
    network.train()
    return {
        "x": x.detach().clone(),
        **outputs,
        "gradients": gradients,
        "after_train": network(x.detach().clone()),
        "parameters": len(list(layer.parameters())),
    }


@check(derived(agreements, statistics()))
def draws_for_every_element_and_call(impl, draw):
    x = draw.moderate(40, 8, 8, 8)
    layer = impl.Dropout(0.4)
    return {
        "x": x,
        "y": {
            "layer": layer(x.clone()),
            "layer_again": layer(x.clone()),
            "function": impl.dropout(x.clone(), 0.4, True),
            "function_again": impl.dropout(x.clone(), 0.4, True),
            "new_layer": impl.Dropout(0.4)(x.clone()),
            "another_new_layer": impl.Dropout(0.4)(x.clone()),
        },
    }


@check(derived(backward_masks, close(atol=1e-5)))
def sends_gradients_through_the_same_mask(impl, draw):
    result = {}
    for name, run in (("function", lambda x: impl.dropout(x, 0.3, True)), ("layer", impl.Dropout(0.3))):
        inputs = [draw.moderate(30, 40).requires_grad_() for _ in range(2)]
        weights = [draw.moderate(30, 40) for _ in range(2)]
        given = [x.detach().clone() for x in inputs]
        outputs = [run(x) for x in inputs]  # both forward passes before the backward pass, as in a network
        sum((y * weight).sum() for y, weight in zip(outputs, weights, strict=True)).backward()
        result[name] = [
            {"x": before, "weight": weight, "y": y, "gradient": x.grad}
            for before, weight, y, x in zip(given, weights, outputs, inputs, strict=True)
        ]
    return result


@check(close(atol=1e-6, dtype=True))
def handles_p_of_zero_and_one(impl, draw):
    x, single = draw.normal(6, 7), draw.normal(4, 3, 5, dtype=torch.float32)
    inside = draw.normal(5, 4).requires_grad_()
    impl.dropout(inside, 1.0, True).sum().backward()
    result = {
        "p=0": impl.dropout(x, 0.0, True) * 1.0,
        "p=1": impl.dropout(x, 1.0, True),
        "layer_p=0": impl.Dropout(0.0)(single) * 1.0,
        "layer_p=1": impl.Dropout(1.0)(single),
        "gradient_p=1": inside.grad,
    }
    impl.dropout(x, 0.5, True)
    impl.Dropout(0.5)(x)
    return {**result, "x after all calls": x}


@check(derived(masks_in_each_dtype, close(0, dtype=True)))
def keeps_the_dtype(impl, draw):
    x, y = draw.moderate(20, 30), {}
    dtypes = {str(dtype): dtype for dtype in (torch.float16, torch.bfloat16, torch.float32, torch.float64)}
    for name, dtype in dtypes.items():
        y[f"function on {name}"] = impl.dropout(x.to(dtype, copy=True), 0.5, True)
        y[f"layer on {name}"] = impl.Dropout(0.5)(x.to(dtype, copy=True))
    return {"x": {name: x.to(dtype) for name, dtype in dtypes.items()}, "y": y}


@check(derived(masks_of_views, close(0)))
def takes_any_shape(impl, draw):
    square, images = draw.moderate(40, 40), draw.moderate(2, 9, 9, 3)
    views = {"transposed": square.T, "every_second_column": square[:, ::2], "permuted": images.permute(0, 3, 1, 2)}
    shapes = {"number": draw.moderate(), "empty": torch.zeros(0, 3)}
    layer, drop = impl.Dropout(0.25), (lambda x: impl.dropout(x, 0.25, True))
    return {
        "x": {name: x.clone() for name, x in views.items()},
        "views": {**{name: drop(x) for name, x in views.items()}, "layer on transposed": layer(square.T)},
        **{name: drop(x) for name, x in shapes.items()},
        **{f"{name}_in_a_layer": layer(x) for name, x in shapes.items()},
    }


@check(derived(masks_from_generators, close(0)))
def draws_from_the_generator(impl, draw):
    x, seed = draw.moderate(20, 30), draw.seed()
    generator = torch.Generator().manual_seed(seed)
    return {
        "x": x,
        "y": {
            "first": impl.dropout(x.clone(), 0.5, True, generator=generator),
            "second": impl.dropout(x.clone(), 0.5, True, generator=generator),
            "again": impl.dropout(x.clone(), 0.5, True, torch.Generator().manual_seed(seed)),
            "other": impl.dropout(x.clone(), 0.5, True, torch.Generator().manual_seed(seed + 1)),
        },
    }
