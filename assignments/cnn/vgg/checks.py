import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import layers_picture


def computed(impl, draw, cfg, *size, **options):
    x = draw.normal(*size)
    evaluated = layers.forward_and_gradients(layers.fill(impl.VGG(list(cfg), **options), x).eval(), x)
    return evaluated | {"both modes": layers.logits(lambda: impl.VGG(list(cfg), **options), x)}


@check(under("parameters", count()), picture=layers_picture(stages=True))
def vgg_has_as_many_parameters(impl, draw):
    classes = [draw.integer(10, 900) for _ in "ABDE"]
    found = layers.summary(lambda: impl.VGG("D", num_classes=classes[0]), (1, 3, 224, 224))
    others = [layers.on_meta(lambda n=n, c=c: impl.VGG(c, n)) for n, c in zip(classes[1:], "ABE", strict=True)]
    others.append(layers.on_meta(lambda: impl.VGG("D", classes[1], bn=True)))
    others.append(layers.on_meta(lambda: impl.VGG([8, "M", 6], classes[2])))
    return found | {"parameters": found["parameters"] + [s for net in others for s in layers.parameter_shapes(net)]}


@check(close(atol=1e-6, rtol=1e-6))
def small_vgg_gives_logits(impl, draw):
    return computed(impl, draw, [4, "M", 6, 6, "M", 3], 2, 3, 32, 32, num_classes=draw.integer(3, 20))


@check(close(atol=1e-6, rtol=1e-6))
def batch_norm_before_relu(impl, draw):
    return computed(impl, draw, [5, 5, "M", 4, "M"], 2, 3, 28, 28, num_classes=draw.integer(3, 20), bn=True)


@check(close(atol=1e-6, rtol=1e-6))
def any_list_and_size(impl, draw):
    return computed(impl, draw, [3, "M", "M", 5, 2], 1, 3, 37, 50, num_classes=draw.integer(3, 20))


@check(close(atol=1e-4, rtol=1e-3))
def letters_stand_for_lists(impl, draw):
    x, classes = draw.normal(1, 3, 33, 35, dtype=torch.float32), draw.integer(3, 20)
    return {cfg: layers.logits(lambda cfg=cfg: impl.VGG(cfg, classes), x) for cfg in "ABDE"}


@check(close(atol=0.04, rtol=0.05))
def drops_half_in_training(impl, draw):
    x = draw.normal(2, 3, 32, 32, dtype=torch.float32)
    return layers.kept(layers.fill(impl.VGG([4, "M", 6], 5), x, dtype=torch.float32), x)
