import torch

from grader.checks import check, close


def stamped(impl, draw, x_shape, w_shape, **options):
    return impl.conv_transpose2d(draw.normal(*x_shape), draw.normal(*w_shape), **options)


@check(close(atol=1e-8))
def stamps_the_kernel(impl, draw):
    return {
        "one_channel": stamped(impl, draw, (1, 1, 3, 4), (1, 1, 3, 3)),
        "as_many_channels": stamped(impl, draw, (2, 3, 4, 3), (3, 3, 2, 3)),
        "other_channels": stamped(impl, draw, (2, 2, 3, 5), (2, 4, 3, 1)),
    }


@check(close(atol=1e-8))
def strides_spread_the_stamps(impl, draw):
    return {
        "overlap": stamped(impl, draw, (2, 2, 3, 4), (2, 3, 3, 3), stride=2),
        "gaps": stamped(impl, draw, (1, 2, 3, 3), (2, 2, 2, 2), stride=3),
        "pair": stamped(impl, draw, (1, 2, 4, 3), (2, 2, 3, 2), stride=(1, 3)),
    }


@check(close(atol=1e-8))
def padding_cuts(impl, draw):
    return {
        "doubles": stamped(impl, draw, (2, 2, 4, 5), (2, 3, 4, 4), stride=2, padding=1),
        "pair": stamped(impl, draw, (1, 3, 4, 4), (3, 2, 4, 3), padding=(2, 1)),
        "one_side": stamped(impl, draw, (1, 2, 3, 4), (2, 2, 3, 3), stride=(2, 1), padding=(0, 1)),
    }


@check(close(atol=1e-8))
def output_padding_keeps_more(impl, draw):
    return {
        "stamped_rows": stamped(impl, draw, (2, 2, 3, 4), (2, 3, 3, 3), stride=2, padding=1, output_padding=1),
        "empty_rows": stamped(impl, draw, (1, 2, 3, 3), (2, 2, 2, 2), stride=3, output_padding=(2, 1)),
        "pair": stamped(impl, draw, (1, 2, 4, 3), (2, 2, 4, 5), stride=(2, 3), padding=(1, 2), output_padding=(0, 2)),
    }


@check(close(atol=1e-8))
def dilation_spreads_each_stamp(impl, draw):
    return {
        "alike": stamped(impl, draw, (2, 2, 3, 4), (2, 3, 3, 2), dilation=2),
        "pair": stamped(impl, draw, (1, 2, 4, 4), (2, 2, 2, 3), dilation=(3, 1), stride=(1, 2), padding=1),
    }


@check(close(atol=1e-8, dtype=True, single=1e-4))
def lets_gradients_through_the_stamps(impl, draw):
    x, w = draw.parameters([(2, 4, 3, 5), (4, 3, 3, 2)])
    y = impl.conv_transpose2d(x, w, (2, 3), (1, 0), (1, 2), (2, 1))
    loss = (y * torch.linspace(-1, 1, y.numel(), dtype=y.dtype).reshape(y.shape)).sum()
    of_x, of_w = torch.autograd.grad(loss, [x, w])
    single = [draw.normal(*shape, dtype=torch.float32) for shape in ((1, 2, 3, 4), (2, 3, 3, 2))]
    return {
        "output": y,
        "gradient of x": of_x,
        "gradient of w": of_w,
        "in float32": impl.conv_transpose2d(*single, stride=2, padding=1),
        "afterwards": [x, w, *single],
    }
