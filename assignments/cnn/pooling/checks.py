import torch

from grader.checks import check, close


def each(function, draw, *settings):
    """Drawn images of the given shapes, pooled."""
    result = {}
    for shape, arguments, options in settings:
        x = draw.normal(*shape)
        result[f"{list(shape)}, {', '.join(map(str, arguments))} {options or ''}".strip()] = function(
            x, *arguments, **options
        )
    return result


@check(close(atol=1e-12))
def takes_the_largest_of_each_window(impl, draw):
    return each(
        impl.max_pool2d, draw,
        ((2, 3, 6, 8), (2,), {}), ((1, 2, 7, 9), (3, 2), {}), ((2, 2, 5, 4), (3, 1), {}), ((1, 3, 8, 7), (2, 3), {}),
    )  # fmt: skip


@check(close(atol=1e-12))
def padding_never_wins(impl, draw):
    x = -draw.uniform(2, 3, 6, 5, low=0.5, high=2.0)
    padded = each(impl.max_pool2d, draw, ((2, 2, 7, 6), (3, 2, 1), {}), ((1, 2, 5, 8), (4,), {"s": 3, "p": 2}))
    return padded | {"negative": impl.max_pool2d(x, 3, 2, 1), "afterwards": x}


@check(close(atol=1e-10))
def averages_each_window(impl, draw):
    return each(
        impl.avg_pool2d, draw,
        ((2, 3, 6, 8), (2,), {}), ((1, 2, 7, 9), (3, 2), {}), ((2, 2, 6, 5), (3, 2, 1), {}),
        ((2, 2, 6, 5), (3, 2, 1), {"count_include_pad": False}), ((1, 2, 5, 7), (4, 1, 2), {"count_include_pad": False}),
    )  # fmt: skip


@check(close(atol=1e-10))
def ceil_mode_adds_a_window(impl, draw):
    settings = [
        ((1, 2, 6, 8), (3, 2), {"ceil_mode": True}), ((1, 2, 7, 9), (3, 2, 1), {"ceil_mode": True}),
        ((2, 1, 5, 6), (2, 3, 1), {"ceil_mode": True}), ((1, 2, 8, 5), (4, 3, 2), {"ceil_mode": True}),
    ]  # fmt: skip
    alone = [(shape, arguments, {"ceil_mode": True, "count_include_pad": False}) for shape, arguments, _ in settings]
    return {
        "max": each(impl.max_pool2d, draw, *settings),
        "avg": each(impl.avg_pool2d, draw, *settings),
        "avg without padding": each(impl.avg_pool2d, draw, *alone),
    }


@check(close(atol=1e-10))
def adapts_to_any_grid(impl, draw):
    return each(
        impl.adaptive_avg_pool2d, draw,
        ((2, 3, 6, 8), (2,), {}), ((2, 3, 5, 7), (1,), {}), ((1, 2, 7, 10), (3,), {}), ((1, 2, 13, 5), (4,), {}),
        ((1, 2, 2, 3), (5,), {}),
    )  # fmt: skip


@check(close(atol=1e-10, dtype=True, single=1e-5))
def lets_gradients_through_the_windows(impl, draw):
    result = {}
    for name, pool in {
        "max": lambda x: impl.max_pool2d(x, 3, 2, 1),
        "avg": lambda x: impl.avg_pool2d(x, 3, 2, 1, False, False),
        "adaptive": lambda x: impl.adaptive_avg_pool2d(x, 3),
    }.items():
        (x,) = draw.parameters([(2, 2, 7, 8)])
        y = pool(x)
        weights = torch.linspace(1, 2, y.numel(), dtype=y.dtype).reshape(y.shape)
        (result[name],) = torch.autograd.grad((y * weights).sum(), x)
        single = draw.normal(1, 2, 6, 7, dtype=torch.float32)
        result |= {f"{name} in float32": pool(single), f"{name}, afterwards": single}
    return result
