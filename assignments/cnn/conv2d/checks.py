import torch

from grader.checks import check, close


def result(impl, draw, x_shape, w_shape, *, bias=False, **options):
    x, w, b = draw.normal(*x_shape), draw.normal(*w_shape), draw.normal(w_shape[0])
    return impl.conv2d(x, w, b, **options) if bias else impl.conv2d(x, w, **options)


@check(close(atol=1e-6))
def sums_windows(impl, draw):
    return {
        "one_channel": result(impl, draw, (1, 1, 4, 6), (1, 1, 3, 3)),
        "channels": result(impl, draw, (2, 3, 6, 5), (4, 3, 3, 2)),
        "wide_kernel": result(impl, draw, (3, 2, 5, 7), (3, 2, 1, 4)),
        "one_pixel": result(impl, draw, (2, 4, 3, 3), (4, 4, 1, 1)),
    }


@check(close(atol=1e-6))
def strides_and_pads(impl, draw):
    return {
        "stride": result(impl, draw, (2, 2, 8, 9), (3, 2, 3, 3), stride=2),
        "padding": result(impl, draw, (2, 2, 4, 5), (3, 2, 3, 3), padding=1),
        "both": result(impl, draw, (2, 2, 7, 10), (3, 2, 3, 2), stride=(2, 3), padding=(2, 1)),
        "more_padding_than_kernel": result(impl, draw, (1, 2, 3, 3), (2, 2, 2, 2), padding=(0, 3)),
    }


@check(close(atol=1e-6))
def adds_the_bias(impl, draw):
    return {
        "square": result(impl, draw, (2, 3, 6, 6), (4, 3, 3, 3), bias=True),
        "wide": result(impl, draw, (2, 2, 3, 9), (5, 2, 3, 3), bias=True, padding=1),
    }


@check(close(atol=1e-6))
def dilates(impl, draw):
    return {
        "alike": result(impl, draw, (2, 2, 8, 7), (3, 2, 3, 3), dilation=2),
        "pair": result(impl, draw, (1, 2, 9, 10), (2, 2, 2, 3), dilation=(3, 2)),
        "with_the_rest": result(impl, draw, (1, 2, 8, 11), (2, 2, 3, 3), dilation=(1, 3), stride=2, padding=1),
    }


@check(close(atol=1e-6))
def keeps_groups_apart(impl, draw):
    return {
        "two": result(impl, draw, (2, 4, 5, 6), (6, 2, 3, 3), groups=2),
        "three": result(impl, draw, (2, 6, 5, 4), (3, 2, 2, 2), groups=3, stride=2),
        "depthwise": result(impl, draw, (2, 3, 5, 5), (3, 1, 3, 3), groups=3, padding=1),
    }


@check(close(atol=1e-6, dtype=True, single=1e-4))
def lets_gradients_through(impl, draw):
    x, w, b = draw.parameters([(2, 4, 8, 11), (6, 2, 3, 2), (6,)])
    y = impl.conv2d(x, w, b, (2, 3), (1, 2), (2, 1), 2)
    loss = (y * torch.linspace(-1, 1, y.numel(), dtype=y.dtype).reshape(y.shape)).sum()
    gradients = torch.autograd.grad(loss, [x, w, b])
    single = [draw.normal(*shape, dtype=torch.float32) for shape in ((1, 4, 6, 7), (6, 2, 3, 2), (6,))]
    return {
        "output": y,
        "gradients": dict(zip("xwb", gradients, strict=True)),
        "in float32": impl.conv2d(*single, stride=2, padding=1, groups=2),
        "afterwards": [x, w, b, *single],
    }
