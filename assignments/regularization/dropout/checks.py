import torch

from grader.checks import check, close, statistics


def factors(x, y):
    """By what `y` multiplies `x`: the largest and smallest factor, and how many elements get neither it nor 0."""
    ratio = y / x
    largest = ratio.max()
    between = (ratio.abs() > 1e-5) & ((ratio - largest).abs() > 1e-5)
    return {"largest": largest, "smallest": ratio.min(), "between": int(between.sum())}


@check(statistics())
def drops_with_probability_p_and_rescales(impl, draw):
    ones = torch.ones(500, 200)
    return {
        "p=0.1": impl.dropout(ones, 0.1, True),
        "p=0.3": impl.dropout(ones, 0.3, True),
        "p=0.8": impl.dropout(ones, 0.8, True),
        "default_p": impl.dropout(ones),
        "layer_p=0.3": impl.Dropout(0.3)(ones),
        "layer_default_p": impl.Dropout()(ones),
    }


@check(close(atol=1e-5))
def keeps_or_drops_and_nothing_between(impl, draw):
    x = draw.moderate(40, 50)
    result = {}
    for p in (0.25, 0.6):
        for name, y in (("function", impl.dropout(x, p, True)), ("layer", impl.Dropout(p)(x))):
            result[f"{name}_p={p}"] = factors(x, y)
    return result


@check(close(0))
def does_nothing_in_evaluation(impl, draw):
    x = draw.normal(30, 40).requires_grad_()
    layer = impl.Dropout(0.5)
    network = torch.nn.Sequential(torch.nn.Identity(), layer).eval()
    function, evaluated = impl.dropout(x, 0.5, False), network(x)
    result = {
        "function": function * 1.0,
        "layer": evaluated * 1.0,
        "gradients_flow": bool(function.requires_grad and evaluated.requires_grad),
    }
    network.train()
    return {**result, "active_again": bool((network(x) == 0).any()), "parameters": len(list(layer.parameters()))}


@check(statistics())
def draws_for_every_element_and_call(impl, draw):
    x = draw.moderate(40, 8, 8, 8)
    layer = impl.Dropout(0.4)
    first, second = layer(x) != 0, layer(x) != 0
    other = impl.dropout(x, 0.4, True) != 0
    another = impl.dropout(x, 0.4, True) != 0
    fresh = [impl.Dropout(0.4)(x) != 0 for _ in range(2)]
    pairs = {
        "samples": (first[0::2], first[1::2]),
        "channels": (first[:, 0::2], first[:, 1::2]),
        "rows": (first[:, :, 0::2], first[:, :, 1::2]),
        "columns": (first[..., 0::2], first[..., 1::2]),
        "calls_of_a_layer": (first, second),
        "samples_in_the_function": (other[0::2], other[1::2]),
        "channels_in_the_function": (other[:, 0::2], other[:, 1::2]),
        "calls_of_the_function": (other, another),
        "two_layers": (fresh[0], fresh[1]),
    }
    return {f"agreement_of_{name}": (a == b).double() for name, (a, b) in pairs.items()}


@check(close(atol=1e-5))
def sends_gradients_through_the_same_mask(impl, draw):
    result = {}
    for name, run in (("function", lambda x: impl.dropout(x, 0.3, True)), ("layer", impl.Dropout(0.3))):
        inputs = [draw.moderate(30, 40).requires_grad_() for _ in range(2)]
        weights = [draw.moderate(30, 40) for _ in range(2)]
        outputs = [run(x) for x in inputs]  # both forward passes before the backward pass, as in a network
        sum((y * weight).sum() for y, weight in zip(outputs, weights, strict=True)).backward()
        result[name] = [
            (y.detach() * weight - x.grad * x.detach()).abs().max()
            for x, y, weight in zip(inputs, outputs, weights, strict=True)
        ]
    return result


@check(close(atol=1e-6, dtype=True))
def handles_p_of_zero_and_one(impl, draw):
    x, single = draw.normal(6, 7), draw.normal(4, 3, 5, dtype=torch.float32)
    before = x.clone()
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
    return {**result, "input_untouched": bool(torch.equal(x, before))}


@check(close(0, dtype=True))
def keeps_the_dtype(impl, draw):
    x = draw.moderate(20, 30)
    result = {}
    for dtype in (torch.float16, torch.bfloat16, torch.float32, torch.float64):
        outputs = {"function": impl.dropout(x.to(dtype), 0.5, True), "layer": impl.Dropout(0.5)(x.to(dtype))}
        for name, y in outputs.items():
            result[f"{name}_{str(dtype).removeprefix('torch.')}"] = torch.zeros_like(y)
    return result


@check(close(0))
def takes_any_shape(impl, draw):
    square, images = draw.moderate(40, 40), draw.moderate(2, 9, 9, 3)
    views = {"transposed": square.T, "every_second_column": square[:, ::2], "permuted": images.permute(0, 3, 1, 2)}
    layer = impl.Dropout(0.25)
    result = {name: factors(x, impl.dropout(x, 0.25, True))["between"] for name, x in views.items()}
    shapes = {"number": draw.moderate(), "empty": torch.zeros(0, 3)}
    return {
        **result,
        "layer": factors(square.T, layer(square.T))["between"],
        **{name: list(impl.dropout(x, 0.5, True).shape) for name, x in shapes.items()},
        **{f"{name}_in_a_layer": list(layer(x).shape) for name, x in shapes.items()},
    }


@check(close(0))
def draws_from_the_generator(impl, draw):
    x, seed = draw.moderate(20, 30), draw.seed()
    generator = torch.Generator().manual_seed(seed)
    first, second = (impl.dropout(x.clone(), 0.5, True, generator=generator) for _ in range(2))
    again = impl.dropout(x.clone(), 0.5, True, torch.Generator().manual_seed(seed))
    other = impl.dropout(x.clone(), 0.5, True, torch.Generator().manual_seed(seed + 1))
    return {
        "same_seed_same_mask": bool(torch.equal(first, again)),
        "next_call_another_mask": not torch.equal(first, second),
        "other_seed_another_mask": not torch.equal(first, other),
    }
