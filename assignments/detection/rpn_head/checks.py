import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import layers_picture


def filled(head, x):
    """Known weights: of the 3x3 convolution by shape, of the outputs one row after another, so that two siblings and one
    convolution that is split get the same."""
    layers.fill(head, x)
    with torch.no_grad():
        heads = [module for module in head.modules() if is_output(module)]
        heads.sort(key=lambda module: module.weight.shape[0])
        start = 0
        for module in heads:
            rows = module.weight.shape[0]
            flat = torch.arange(start, start + rows, dtype=torch.float64)
            across = torch.arange(module.weight[0].numel(), dtype=torch.float64)
            values = torch.cos(1.3 * flat[:, None] + 0.7 * across + 0.11 * flat[:, None] * across)
            module.weight.copy_(values.reshape(module.weight.shape))
            if module.bias is not None:
                module.bias.copy_(torch.sin(flat))
            start += rows
    return head


def is_output(module):
    weight = getattr(module, "weight", None)
    return isinstance(weight, torch.nn.Parameter) and weight.dim() >= 2 and all(side == 1 for side in weight.shape[2:])


@check(under("parameters", count()), picture=layers_picture())
def rpn_head_has_as_many_parameters(impl, draw):
    c_in, anchors, mid = draw.integer(16, 90), draw.integer(3, 12), draw.integer(16, 90)
    found = layers.summary(lambda: impl.RPNHead(c_in, anchors, mid), (1, c_in, 14, 20))
    other = layers.on_meta(lambda: impl.RPNHead(mid, num_anchors=anchors + 1, mid=c_in, cls="sigmoid"))
    return found | {"parameters": found["parameters"] + layers.parameter_shapes(other)}


def forward_and_backward(head, x):
    leaf = x.clone().requires_grad_()
    given = leaf.clone()
    scores, corrections = head(given)
    total = sum(
        (y * torch.cos(torch.arange(y.numel(), dtype=y.dtype)).reshape(y.shape)).sum() for y in (scores, corrections)
    )
    total.backward()
    return {"scores": scores, "corrections": corrections, "gradient": leaf.grad, "input afterwards": given}


@check(close(atol=1e-6, rtol=1e-6))
def scores_and_corrects(impl, draw):
    x = draw.normal(2, 6, 4, 5)
    return forward_and_backward(filled(impl.RPNHead(6, 3, 8), x), x)


@check(close(atol=1e-6, rtol=1e-6))
def scores_by_sigmoid(impl, draw):
    x = draw.normal(2, 5, 3, 4)
    return forward_and_backward(filled(impl.RPNHead(5, 4, 7, cls="sigmoid"), x), x)


@check(close(atol=1e-6, rtol=1e-6))
def takes_maps_of_any_size(impl, draw):
    result = {}
    for name, (anchors, h, w) in {"wide": (2, 3, 9), "a pixel": (9, 1, 1), "one anchor": (1, 6, 2)}.items():
        x = draw.normal(1, 4, h, w)
        head = filled(impl.RPNHead(4, anchors, 5), x)
        result[name] = list(head(x))
        result[f"{name}, more of it"] = list(head(draw.normal(2, 4, h + 1, w + 2)))
    return result
