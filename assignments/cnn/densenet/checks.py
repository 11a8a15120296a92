import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import accuracy_picture, layers_picture
from grader.checks.training import images, learns, trained


def in_both_modes(module, x):
    layers.fill(module, x)
    evaluated = layers.forward_and_gradients(module.eval(), x)
    module.zero_grad(set_to_none=True)
    in_training = layers.forward_and_gradients(module.train(), x)
    return {"evaluation": evaluated, "training": in_training, "evaluation after training": module.eval()(x.clone())}


@check(count())
def dense_parts_have_as_many_parameters(impl, draw):
    ci, co, k = draw.integer(8, 60), draw.integer(8, 60), draw.integer(4, 20)
    parts = [
        impl.DenseLayer(ci, k),
        impl.DenseLayer(ci, k, bn_size=3),
        impl.DenseBlock(3, ci, k),
        impl.Transition(ci, co),
    ]
    return [shape for part in parts for shape in layers.parameter_shapes(part)]


@check(close(atol=1e-6, rtol=1e-6))
def layer_gives_new_maps(impl, draw):
    return {
        "narrow": in_both_modes(impl.DenseLayer(6, 3), draw.normal(3, 6, 5, 6)),
        "bn_size_2": in_both_modes(impl.DenseLayer(4, 5, bn_size=2), draw.normal(3, 4, 5, 4)),
    }


@check(close(atol=1e-6, rtol=1e-6))
def block_sees_all_before(impl, draw):
    return {
        "three": in_both_modes(impl.DenseBlock(3, 5, 2), draw.normal(3, 5, 5, 6)),
        "one": in_both_modes(impl.DenseBlock(1, 4, 3), draw.normal(3, 4, 4, 4)),
    }


@check(close(atol=1e-6, rtol=1e-6))
def transition_halves_the_size(impl, draw):
    return {
        "even": in_both_modes(impl.Transition(6, 3), draw.normal(3, 6, 6, 8)),
        "odd": in_both_modes(impl.Transition(4, 5), draw.normal(3, 4, 7, 5)),
    }


@check(under("parameters", count()), picture=layers_picture(stages=True))
def densenet_has_as_many_parameters(impl, draw):
    classes, others = draw.integer(10, 900), draw.integer(3, 50)
    found = layers.summary(lambda: impl.DenseNet(num_classes=classes), (1, 3, 224, 224))
    small = layers.on_meta(lambda: impl.DenseNet(growth=7, blocks=(2, 3), num_classes=others))
    return found | {"parameters": found["parameters"] + layers.parameter_shapes(small)}


@check(close(atol=1e-6, rtol=1e-6))
def densenet_gives_logits(impl, draw):
    return {
        "four": in_both_modes(impl.DenseNet(4, (2, 3, 2, 1), draw.integer(3, 9)), draw.normal(4, 3, 64, 96)),
        "121": layers.logits(lambda: impl.DenseNet(num_classes=5), draw.normal(2, 3, 40, 40)),
        "two": in_both_modes(impl.DenseNet(6, [1, 2], draw.integer(3, 9)), draw.normal(2, 3, 39, 33)),
    }


def small(DenseBlock):
    class Small(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.last = torch.nn.Conv2d(3, 12, 3, stride=2, padding=1), torch.nn.Linear(36, 4)
            self.block = DenseBlock(3, 12, 8)

        def forward(self, x):
            return self.last(self.block(self.first(x)).relu().mean(dim=(2, 3)))

    return Small()


@check(learns(), given=images(320, 200), picture=accuracy_picture("new", "new_labels"))
def dense_block_learns(impl, draw, given):
    return trained(small(impl.DenseBlock), draw, given, steps=80, lr=5e-3)
