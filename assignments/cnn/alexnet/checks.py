import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import layers_picture

TOWERS = ("two_towers", "towers_after_the_first_layer")


def outcome(impl, draw, **options):
    """Large activations, so that the normalisation does more than divide by a constant."""
    x = 100 * draw.normal(1, 3, 224, 224, dtype=torch.float32)
    net = impl.AlexNet(draw.integer(4, 12), **options)
    layers.fill(net, x, dtype=torch.float32)
    with torch.no_grad(), layers.without_dropout():
        in_training = net.train()(x.clone())
    y = net.eval()(x.requires_grad_())
    weights = torch.cos(torch.arange(y.numel(), dtype=y.dtype)).reshape(y.shape)
    (gradient,) = torch.autograd.grad((y * weights).sum(), x)
    return {
        "logits": y,
        "logits in training": in_training,
        "gradient of the image, times 1e4": 1e4 * gradient[:, :, ::3, ::3],
    }


@check(under("parameters", count()), picture=layers_picture(stages=True))
def alexnet_has_as_many_parameters(impl, draw):
    classes, others = draw.integer(10, 900), draw.integer(10, 900)
    found = layers.summary(lambda: impl.AlexNet(num_classes=classes), (1, 3, 224, 224))
    ungrouped = layers.on_meta(lambda: impl.AlexNet(others, groups=1))
    return found | {"parameters": found["parameters"] + layers.parameter_shapes(ungrouped)}


@check(close(atol=1e-2, rtol=1e-4), like=TOWERS)
def gives_logits(impl, draw):
    return outcome(impl, draw)


@check(close(atol=1e-2, rtol=1e-4))
def one_group_without_lrn(impl, draw):
    return outcome(impl, draw, groups=1, lrn=False)


@check(close(atol=0.04, rtol=0.05), like=TOWERS)
def drops_half_in_training(impl, draw):
    x = draw.normal(1, 3, 224, 224, dtype=torch.float32)
    return layers.kept(layers.fill(impl.AlexNet(draw.integer(4, 12)), x[:1], dtype=torch.float32), x)
