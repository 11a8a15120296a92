import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import accuracy_picture, layers_picture
from grader.checks.training import images, learns, trained


def observed(module, x):
    return layers.forward_and_gradients(layers.fill(module, x).eval(), x)


@check(count())
def nin_block_has_as_many_parameters(impl, draw):
    sizes = [(draw.integer(3, 30), draw.integer(3, 30), draw.integer(1, 6)) for _ in range(3)]
    return [shape for ci, co, k in sizes for shape in layers.parameter_shapes(impl.NiNBlock(ci, co, k, 1, 0))]


@check(close(atol=1e-9, rtol=1e-9))
def slides_a_perceptron(impl, draw):
    return {
        "padded": observed(impl.NiNBlock(4, 7, 3, 1, 1), draw.normal(2, 4, 6, 5)),
        "strided": observed(impl.NiNBlock(3, 5, 5, 2, 0), draw.normal(2, 3, 11, 10)),
        "both": observed(impl.NiNBlock(6, 4, 3, 2, 2), draw.normal(1, 6, 7, 8)),
    }


@check(under("parameters", count()), picture=layers_picture(stages=True))
def nin_has_as_many_parameters(impl, draw):
    classes = draw.integer(5, 300)
    return layers.summary(lambda: impl.NiN_CIFAR(num_classes=classes), (1, 3, 32, 32))


@check(close(atol=1e-9, rtol=1e-8), like=("padded_pooling",))
def nin_gives_scores(impl, draw):
    return {
        "square": observed(impl.NiN_CIFAR(draw.integer(3, 20)), draw.normal(2, 3, 32, 32)),
        "wide": observed(impl.NiN_CIFAR(draw.integer(3, 20)), draw.normal(1, 3, 24, 40)),
        "both modes": layers.logits(lambda: impl.NiN_CIFAR(7), draw.normal(2, 3, 32, 32)),
    }


@check(close(atol=0.04, rtol=0.05), like=("padded_pooling",))
def drops_half_of_the_maps(impl, draw):
    x = draw.normal(2, 3, 32, 32, dtype=torch.float32)
    return layers.kept(layers.fill(impl.NiN_CIFAR(40), x, dtype=torch.float32), x)


def small(NiNBlock):
    class Small(torch.nn.Module):
        def __init__(self):
            super().__init__()
            norms = torch.nn.BatchNorm2d(16), torch.nn.BatchNorm2d(24)  # with which any first weights learn
            self.blocks = torch.nn.Sequential(NiNBlock(3, 16, 3, 2, 1), norms[0], NiNBlock(16, 24, 3, 2, 1), norms[1])
            self.last = torch.nn.Conv2d(24, 4, 1)

        def forward(self, x):
            return self.last(self.blocks(x)).mean(dim=(2, 3))

    return Small()


@check(learns(), given=images(320, 200), picture=accuracy_picture("new", "new_labels"))
def nin_block_learns(impl, draw, given):
    return trained(small(impl.NiNBlock), draw, given, steps=80)
