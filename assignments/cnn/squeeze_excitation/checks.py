import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import accuracy_picture, layers_picture
from grader.checks.training import images, learns, trained


def excited(impl, draw, C, *options, batch=3, size=(5, 6)):
    x = draw.normal(batch, C, *size)
    return layers.forward_and_gradients(layers.fill(impl.SEBlock(C, *options), x), x)


@check(count())
def se_block_has_as_many_parameters(impl, draw):
    r = [draw.integer(2, 6) for _ in range(3)]
    blocks = [
        impl.SEBlock(16 * draw.integer(2, 9)),
        impl.SEBlock(r[0] * draw.integer(5, 20), r[0]),
        impl.SEBlock(r[1] * draw.integer(5, 20), r=r[1], bias=False),
    ]
    return [shape for block in blocks for shape in layers.parameter_shapes(block)]


@check(close(atol=1e-9, rtol=1e-9))
def scales_each_channel(impl, draw):
    return {
        "default_r": excited(impl, draw, 32),
        "r_2": excited(impl, draw, 6, 2),
        "no_bias": excited(impl, draw, 12, 3, False, batch=1, size=(4, 2)),
    }


@check(close(atol=1e-12))
def halves_when_all_weights_are_zero(impl, draw):
    x = draw.normal(2, 8, 3, 4)
    block = impl.SEBlock(8, 4).double()
    with torch.no_grad():
        for param in block.parameters():
            param.zero_()
    return {"output": block(x), "input": x}


@check(under("parameters", count()), picture=layers_picture(stages=True))
def se_resnet_has_as_many_parameters(impl, draw):
    classes = [draw.integer(10, 900) for _ in range(2)]
    found = layers.summary(lambda: impl.SEResNet50(num_classes=classes[0]), (1, 3, 224, 224))
    other = layers.on_meta(lambda: impl.SEResNet50(classes[1], r=8, bias=False))
    return found | {"parameters": found["parameters"] + layers.parameter_shapes(other)}


@check(close(atol=1e-6, rtol=1e-6))
def se_resnet_gives_logits(impl, draw):
    return {
        "default": layers.logits(lambda: impl.SEResNet50(draw.integer(3, 20)), draw.normal(2, 3, 40, 48)),
        "r=8, no bias": layers.logits(lambda: impl.SEResNet50(9, r=8, bias=False), draw.normal(2, 3, 33, 36)),
    }


def small(SEBlock):
    class Small(torch.nn.Module):
        def __init__(self):
            super().__init__()
            conv = torch.nn.Conv2d
            self.first, self.second, self.last = conv(3, 16, 3, 2, 1), conv(16, 24, 3, 1, 1), conv(24, 4, 1)
            self.inner = torch.nn.ModuleList([SEBlock(16, 4), SEBlock(24, 4)])

        def forward(self, x):
            x = self.inner[0](self.first(x).relu())
            x = self.inner[1](self.second(x).relu())
            return self.last(x).mean(dim=(2, 3))

    return Small()


@check(learns(), given=images(320, 200), picture=accuracy_picture("new", "new_labels"))
def se_block_learns(impl, draw, given):
    return trained(small(impl.SEBlock), draw, given, steps=120)
