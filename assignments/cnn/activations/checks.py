import torch

from grader.checks import check, close


def with_gradient(function, x):
    """Of a fresh leaf each time, and the leaf afterwards."""
    leaf = x.detach().clone().requires_grad_()
    given = leaf.clone()
    y = function(given)
    weights = torch.linspace(1, 2, y.numel(), dtype=y.dtype).reshape(y.shape)
    (gradient,) = torch.autograd.grad((y * weights).sum(), leaf)
    return {"output": y, "gradient": gradient, "x afterwards": given}


@check(close(atol=1e-10))
def bends(impl, draw):
    x = 5 * draw.moderate(4, 3, 5)
    slope = float(draw.uniform(1, low=0.05, high=0.4))
    return {
        "relu": with_gradient(impl.relu, x),
        "leaky_relu": with_gradient(impl.leaky_relu, x),
        "leaky_relu, slope": with_gradient(lambda z: impl.leaky_relu(z, slope), x),
    }


@check(close(atol=1e-10, dtype=True))
def squashes(impl, draw):
    x = 2 * draw.moderate(3, 7)
    return {name: with_gradient(getattr(impl, name), x) for name in ("sigmoid", "tanh", "log_sigmoid")}


@check(close(atol=1e-4, rtol=1e-5, dtype=True))
def stays_finite(impl, draw):
    large = draw.uniform(12, low=30, high=900) * draw.moderate(12).sign()
    result = {}
    for name in ("sigmoid", "tanh", "log_sigmoid"):
        for dtype in (torch.float32, torch.float64):
            seen = with_gradient(getattr(impl, name), large.to(dtype))
            result[f"{name}, {str(dtype).removeprefix('torch.')}"] = seen
    return result


@check(close(atol=0.0, rtol=1e-7))
def is_exact_near_zero(impl, draw):
    tiny = draw.moderate(9) * 2e-5
    far = draw.uniform(9, low=12, high=30)
    return {"tanh": impl.tanh(tiny), "log_sigmoid": impl.log_sigmoid(far)}


@check(close(atol=1e-10))
def goes_backward_from_the_output(impl, draw):
    half, whole, kinked = draw.uniform(3, 6), draw.uniform(3, 6, low=-1, high=1), draw.normal(3, 6).clamp(min=0)
    grad = draw.normal(3, 6)
    return {
        "sigmoid": impl.sigmoid_backward(half, grad),
        "tanh": impl.tanh_backward(whole, grad),
        "relu": impl.relu_backward(kinked, grad),
        "afterwards": [half, whole, kinked, grad],
    }


@check(close(atol=0.0, rtol=1e-9))
def bounds_the_gradient(impl, draw):
    layers = [draw.integer(3, 25) for _ in range(5)]
    weights = [float(draw.uniform(1, low=0.5, high=6)) for _ in range(3)]
    return {
        "default": [impl.gradient_bound(n) for n in layers[:2]],
        "weight": impl.gradient_bound(layers[2], "sigmoid", weights[0]),
        "tanh": impl.gradient_bound(layers[3], act="tanh", weight=weights[1]),
        "relu": impl.gradient_bound(layers[4], "relu", weights[2]),
    }
