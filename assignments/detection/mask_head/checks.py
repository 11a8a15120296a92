import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import layers_picture


@check(under("parameters", count()), picture=layers_picture())
def mask_head_has_as_many_parameters(impl, draw):
    c, K = draw.integer(16, 60), draw.integer(3, 90)
    found = layers.summary(lambda: impl.MaskHead(c, K), (1, c, 14, 14))
    other = layers.on_meta(lambda: impl.MaskHead(K=K + 1, c=c + 3))
    return found | {"parameters": found["parameters"] + layers.parameter_shapes(other)}


@check(close(atol=1e-6, rtol=1e-6))
def draws_masks_twice_as_large(impl, draw):
    x = draw.normal(2, 5, 4, 4)
    return layers.forward_and_gradients(layers.fill(impl.MaskHead(5, 3), x), x)


def regions(draw, R, K, side=6):
    """Logits, labels and masks: half of the pixels, more or less."""
    return 2 * draw.normal(R, K, side, side), draw.integers(R, high=K), draw.uniform(R, side, side) < 0.5


@check(close(atol=1e-6))
def costs_the_true_class_alone(impl, draw):
    result = {}
    for R, K in ((5, 4), (3, 10), (1, 2)):
        logits, labels, masks = regions(draw, R, K)
        result[f"{R} regions, {K} classes"] = impl.mask_loss(logits, labels, masks.double())
    extreme = torch.stack([torch.zeros(4), torch.full((4,), 3)]).flatten().long()
    logits, _, masks = regions(draw, 8, 4, side=3)
    result["first and last class"] = impl.mask_loss(logits, extreme, masks.double())
    return {**result, "logits afterwards": logits}


@check(close(atol=1e-7))
def sends_no_gradient_to_other_classes(impl, draw):
    logits, labels, masks = regions(draw, 4, 3)
    logits.requires_grad_()
    impl.mask_loss(logits, labels, masks.double()).backward()
    return logits.grad


@check(close(atol=1e-5, rtol=1e-5))
def takes_any_targets(impl, draw):
    logits, labels, masks = regions(draw, 4, 3)
    result = {
        str(dtype): impl.mask_loss(logits.float(), labels, masks.to(dtype))
        for dtype in (torch.bool, torch.int64, torch.uint8, torch.float64)
    }
    result["large logits"] = impl.mask_loss(300 * logits, labels, masks.double())
    nothing = logits[:0].clone().requires_grad_()
    loss = impl.mask_loss(nothing, labels[:0], masks[:0].double())
    loss.backward()
    return {**result, "no region": loss}


@check(close(atol=1e-6, rtol=1e-6))
def takes_other_sizes(impl, draw):
    result = {}
    for name, (c, K, h, w) in {"wide": (3, 7, 3, 6), "tall": (7, 2, 5, 2), "one class": (4, 1, 2, 2)}.items():
        x = draw.normal(1, c, h, w)
        result[name] = layers.fill(impl.MaskHead(c, K), x)(x)
    return result
