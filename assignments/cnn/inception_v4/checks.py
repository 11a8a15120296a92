import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import accuracy_picture, layers_picture
from grader.checks.training import images, learns, trained

EPSILON = ("eps_of_a_thousandth",)


def two_modes(block, x):
    layers.fill(block, x)
    evaluated = layers.forward_and_gradients(block.eval(), x)
    in_training = block.train()(x.clone())
    return {"evaluation": evaluated, "training": in_training, "evaluation after training": block.eval()(x.clone())}


@check(under("parameters", count()), picture=layers_picture())
def later_inceptions_have_as_many_parameters(impl, draw):
    a, b, c = (draw.integer(16, 200) for _ in range(3))
    found = layers.summary(lambda: impl.InceptionV4B(b), (1, b, 17, 17))
    others = [layers.on_meta(lambda: impl.InceptionV4A(a)), layers.on_meta(lambda: impl.InceptionResNetA(c))]
    return found | {"parameters": found["parameters"] + [s for block in others for s in layers.parameter_shapes(block)]}


@check(close(atol=1e-6, rtol=1e-6), like=EPSILON)
def v4_a_concatenates_four_branches(impl, draw):
    return two_modes(impl.InceptionV4A(6), draw.normal(2, 6, 3, 4))


@check(close(atol=1e-6, rtol=1e-6), like=EPSILON)
def v4_b_splits_its_kernels(impl, draw):
    return two_modes(impl.InceptionV4B(5), draw.normal(1, 5, 5, 4))


@check(close(atol=1e-6, rtol=1e-6), like=EPSILON)
def residual_is_scaled(impl, draw):
    x = draw.normal(2, 7, 6, 5)
    result = {
        "default scale": two_modes(impl.InceptionResNetA(7), x),
        "scale": two_modes(impl.InceptionResNetA(7, scale=0.6), x),
    }
    return result | {"no scale": layers.fill(impl.InceptionResNetA(7, 0.0), x).eval()(x.clone())}


def small(Block):
    class Small(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.last = torch.nn.Conv2d(3, 16, 3, stride=2, padding=1), torch.nn.Conv2d(16, 4, 1)
            self.block = Block(16, 0.3)

        def forward(self, x):
            return self.last(self.block(self.first(x))).mean(dim=(2, 3))

    return Small()


@check(learns(), given=images(320, 200), picture=accuracy_picture("new", "new_labels"))
def later_inceptions_learn(impl, draw, given):
    return trained(small(impl.InceptionResNetA), draw, given, steps=50, lr=8e-3)
