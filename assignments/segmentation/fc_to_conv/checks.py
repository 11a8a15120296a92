import torch

from grader.checks import check, close


def dense(draw, shape, out, bias=True, dtype=None):
    """A linear layer for maps of this shape with weights of its own."""
    inputs = shape[0] * shape[1] * shape[2]
    linear = torch.nn.Linear(inputs, out, bias=bias, dtype=dtype or torch.float64)
    with torch.no_grad():
        linear.weight.copy_(draw.normal(out, inputs) / inputs**0.5)
        if bias:
            linear.bias.copy_(draw.normal(out))
    return linear


@check(close(atol=1e-9))
def says_the_same_of_a_map_of_the_old_size(impl, draw):
    result = {}
    for name, shape, out, bias in (
        ("2x3", (4, 2, 3), 5, True),
        ("square without bias", (3, 3, 3), 4, False),
        ("one row", (2, 1, 5), 3, True),
    ):
        linear, x = dense(draw, shape, out, bias), draw.normal(2, *shape)
        result[name] = impl.fc_to_conv(linear, shape)(x)
    return result


@check(close(0))
def is_a_convolution_with_as_many_weights(impl, draw):
    result = {}
    for name, bias in (("with bias", True), ("without bias", False)):
        shape, out = tuple(draw.integer(2, 7) for _ in range(3)), draw.integer(2, 9)
        conv = impl.fc_to_conv(dense(draw, shape, out, bias), shape)
        result[name] = {
            "is an nn.Conv2d": isinstance(conv, torch.nn.Conv2d),
            "shapes": {key: list(value.shape) for key, value in sorted(conv.named_parameters())},
        }
    return result


@check(close(atol=1e-9))
def slides_over_larger_maps(impl, draw):
    shape = (3, 2, 4)
    conv = impl.fc_to_conv(dense(draw, shape, 5), shape)
    return {f"{h}x{w}": conv(draw.normal(2, 3, h, w)) for h, w in ((2, 5), (3, 4), (7, 9))}


@check(close(atol=1e-9))
def turns_a_whole_classifier_around(impl, draw):
    shape = (3, 3, 2)
    first, second = dense(draw, shape, 6), dense(draw, (6, 1, 1), 4)
    convs = impl.fc_to_conv(first, shape), impl.fc_to_conv(second, (6, 1, 1))
    result = {}
    for name, sides in (("one window", (3, 2)), ("heat map", (6, 7))):
        x = draw.normal(1, 3, *sides)
        result[name] = convs[1](convs[0](x).relu())
    return result


@check(close(atol=1e-5))
def keeps_dtype_and_layer(impl, draw):
    shape = (2, 3, 2)
    result = {}
    for dtype in (torch.float32, torch.float64):
        linear = dense(draw, shape, 3, dtype=dtype)
        conv = impl.fc_to_conv(linear, shape)
        parameters = dict(sorted(conv.named_parameters()))
        result[str(dtype)] = {
            "dtypes": sorted({str(param.dtype) for param in parameters.values()}),
            "the layer afterwards": [linear.weight, linear.bias],
            "what the layer says": linear(draw.normal(2, 12).to(dtype)),
        }
    return result


@check(close(atol=1e-9))
def can_be_trained_on(impl, draw):
    shape = (2, 2, 3)
    conv = impl.fc_to_conv(dense(draw, shape, 4), shape)
    y = conv(draw.normal(3, 2, 4, 5))
    if y.requires_grad:
        (y * torch.cos(torch.arange(y.numel(), dtype=y.dtype)).reshape(y.shape)).sum().backward()
    return {key: param.grad for key, param in sorted(conv.named_parameters())}
