import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import accuracy_picture, layers_picture
from grader.checks.training import images, learns, trained


def filled(module, x):
    return layers.forward_and_gradients(layers.fill(module, x), x)


@check(under("parameters", count()), picture=layers_picture())
def separable_has_as_many_parameters(impl, draw):
    convs = [(draw.integer(3, 40), draw.integer(3, 40), draw.integer(2, 6), bool(i)) for i in range(2)]
    made = [impl.SepConv2d(ci, co, k, bias=bias) for ci, co, k, bias in convs]
    channels = draw.integer(20, 90)
    found = layers.summary(lambda: impl.XceptionMiddle(channels), (1, channels, 19, 19))
    return found | {"parameters": found["parameters"] + [s for conv in made for s in layers.parameter_shapes(conv)]}


@check(close(atol=1e-9, rtol=1e-9))
def filters_each_channel_then_mixes(impl, draw):
    return {
        "more_channels": filled(impl.SepConv2d(4, 7, 3), draw.normal(2, 4, 8, 7)),
        "fewer_channels": filled(impl.SepConv2d(6, 3, 5), draw.normal(2, 6, 8, 7)),
        "as_many": filled(impl.SepConv2d(5, 5, 2), draw.normal(2, 5, 6, 6)),
    }


@check(close(atol=1e-9, rtol=1e-9))
def strides_and_pads_depthwise(impl, draw):
    return {
        "stride": filled(impl.SepConv2d(4, 6, 3, stride=2), draw.normal(2, 4, 9, 8)),
        "padding": filled(impl.SepConv2d(4, 6, 3, 1, 1, True), draw.normal(2, 4, 6, 5)),
        "all": filled(impl.SepConv2d(3, 5, 5, stride=3, padding=2, bias=True), draw.normal(2, 3, 11, 10)),
    }


@check(close(atol=1e-6, rtol=1e-6))
def middle_block_adds_its_input(impl, draw):
    x = draw.normal(3, 5, 6, 7)
    block = layers.fill(impl.XceptionMiddle(5), x)
    evaluated = layers.forward_and_gradients(block.eval(), x)
    block.zero_grad(set_to_none=True)
    trained_once = layers.forward_and_gradients(block.train(), x)
    return {"evaluation": evaluated, "training": trained_once, "evaluation after training": block.eval()(x.clone())}


def small(SepConv2d):
    class Small(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.last = torch.nn.Conv2d(3, 16, 3, padding=1), torch.nn.Conv2d(32, 4, 1)
            self.inner = torch.nn.ModuleList([SepConv2d(16, 24, 3, 2, 1, True), SepConv2d(24, 32, 3, 2, 1, True)])

        def forward(self, x):
            x = self.first(x)
            for conv in self.inner:
                x = conv(x.relu())
            return self.last(x.relu()).mean(dim=(2, 3))

    return Small()


@check(learns(), given=images(320, 200), picture=accuracy_picture("new", "new_labels"))
def separable_learns(impl, draw, given):
    return trained(small(impl.SepConv2d), draw, given, steps=150)
