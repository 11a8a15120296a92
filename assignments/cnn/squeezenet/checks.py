import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import accuracy_picture, layers_picture
from grader.checks.training import images, learns, trained


@check(count())
def fire_has_as_many_parameters(impl, draw):
    sizes = [[draw.integer(3, 30) for _ in range(4)] for _ in range(3)]
    return [shape for four in sizes for shape in layers.parameter_shapes(impl.Fire(*four))]


@check(close(atol=1e-9, rtol=1e-9))
def fire_squeezes_and_expands(impl, draw):
    blocks = {"more_1x1": (7, 3, 5, 4), "more_3x3": (5, 4, 6, 9), "alike": (6, 6, 6, 6)}
    result = {}
    for name, (ci, s, e1, e3) in blocks.items():
        x = draw.normal(2, ci, 6, 5)
        result[name] = layers.forward_and_gradients(layers.fill(impl.Fire(ci, s, e1, e3), x), x)
    return result


@check(under("parameters", count()), picture=layers_picture(stages=True))
def network_has_as_many_parameters(impl, draw):
    classes = draw.integer(10, 900)
    return layers.summary(lambda: impl.SqueezeNet1_0(num_classes=classes), (1, 3, 224, 224))


def logits_of(impl, draw, *shape):
    x = draw.normal(*shape)
    net = layers.fill(impl.SqueezeNet1_0(draw.integer(5, 20)), x).eval()
    return layers.forward_and_gradients(net, x)


@check(close(atol=1e-9, rtol=1e-7))
def network_gives_logits(impl, draw):
    return logits_of(impl, draw, 2, 3, 67, 35)  # no pooling rounds


@check(close(atol=1e-9, rtol=1e-7))
def pooling_rounds_up(impl, draw):
    return {"wide": logits_of(impl, draw, 1, 3, 64, 90), "small": logits_of(impl, draw, 1, 3, 48, 47)}


def small(Fire):
    class Small(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.last = torch.nn.Conv2d(3, 16, 3, stride=2, padding=1), torch.nn.Conv2d(32, 4, 1)
            norms = torch.nn.BatchNorm2d(32), torch.nn.BatchNorm2d(32)  # with which any first weights learn
            self.fires = torch.nn.Sequential(Fire(16, 8, 16, 16), norms[0], Fire(32, 8, 16, 16), norms[1])

        def forward(self, x):
            return self.last(self.fires(self.first(x).relu())).mean(dim=(2, 3))

    return Small()


@check(learns(), given=images(320, 200), picture=accuracy_picture("new", "new_labels"))
def fire_learns(impl, draw, given):
    return trained(small(impl.Fire), draw, given, steps=80)
