import torch

from grader.checks import check, close, count, layers, under
from grader.checks.pictures import accuracy_picture, layers_picture
from grader.checks.training import images, learns, trained


def seen(impl, draw, sizes, *shape):
    x = draw.normal(2, sizes[0], *shape)
    return layers.forward_and_gradients(layers.fill(impl.Inception(*sizes), x), x)


@check(count())
def inception_has_as_many_parameters(impl, draw):
    sizes = [[draw.integer(3, 40) for _ in range(7)] for _ in range(3)]
    modules = [impl.Inception(*sizes[0]), impl.Inception(*sizes[1], bn=False), impl.Inception(*sizes[2], bn=True)]
    return [shape for module in modules for shape in layers.parameter_shapes(module)]


@check(close(atol=1e-9, rtol=1e-9))
def inception_concatenates_four_branches(impl, draw):
    return {
        "wide": seen(impl, draw, (5, 3, 4, 6, 2, 5, 4), 6, 9),
        "narrow": seen(impl, draw, (7, 4, 2, 3, 3, 2, 5), 5, 5),
    }


@check(close(atol=1e-6, rtol=1e-6), like=("torchvision_style",))
def batch_norm_replaces_the_bias(impl, draw):
    x = draw.normal(4, 5, 6, 7)
    module = layers.fill(impl.Inception(5, 3, 4, 6, 2, 5, 4, bn=True), x)
    evaluated, in_training = module.eval()(x.clone()), module.train()(x.clone())
    return {"evaluation": evaluated, "training": in_training, "evaluation after training": module.eval()(x.clone())}


@check(under("parameters", count()), picture=layers_picture(stages=True))
def googlenet_has_as_many_parameters(impl, draw):
    classes = [draw.integer(10, 900) for _ in range(3)]
    found = layers.summary(lambda: impl.GoogLeNet(num_classes=classes[0]), (1, 3, 224, 224))
    others = [
        layers.on_meta(lambda: impl.GoogLeNet(classes[1], aux=True)),
        layers.on_meta(lambda: impl.GoogLeNet(classes[2], bn=True)),
    ]
    return found | {"parameters": found["parameters"] + [s for net in others for s in layers.parameter_shapes(net)]}


@check(close(atol=1e-6, rtol=1e-6))
def googlenet_gives_logits(impl, draw):
    result = {}
    for name, shape in {"square": (2, 3, 65, 65), "wide": (1, 3, 64, 94)}.items():
        x = draw.normal(*shape)
        net = layers.fill(impl.GoogLeNet(draw.integer(3, 20)), x).eval()
        result[name] = layers.forward_and_gradients(net, x)
    return result | {"both modes": layers.logits(lambda: impl.GoogLeNet(7), draw.normal(2, 3, 64, 64))}


@check(close(atol=1e-6, rtol=1e-6), like=("torchvision_style",))
def all_convolutions_have_batch_norm(impl, draw):
    return layers.logits(lambda: impl.GoogLeNet(draw.integer(3, 20), bn=True), draw.normal(2, 3, 64, 70))


@check(close(atol=1e-6, rtol=1e-6), like=("torchvision_style", "eps_of_a_thousandth", "adaptive_pooling"))
def auxiliary_classifiers_help_training(impl, draw):
    result = {}
    for name, bn in {"without batch norm": False, "with batch norm": True}.items():
        x = draw.normal(1, 3, 224, 224)
        net = impl.GoogLeNet(draw.integer(3, 20), aux=True, bn=bn).train()
        layers.fill(net, x, training=True)
        with layers.without_dropout():
            outputs = net.train()(x.clone())
        result[name] = {"training": list(outputs), "evaluation": net.eval()(x.clone())}
    return result


@check(close(atol=0.04, rtol=0.05))
def drops_in_training(impl, draw):
    x = draw.normal(2, 3, 224, 224, dtype=torch.float32)
    net = impl.GoogLeNet(draw.integer(3, 20), aux=True)
    return layers.kept(layers.fill(net, x[:1], dtype=torch.float32, training=True), x)


def small(Inception):
    class Small(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.last = torch.nn.Conv2d(3, 12, 3, stride=2, padding=1), torch.nn.Linear(24, 4)
            norms = torch.nn.BatchNorm2d(24), torch.nn.BatchNorm2d(24)  # with which any first weights learn
            sizes = 6, 6, 8, 4, 4, 6
            self.inner = torch.nn.Sequential(Inception(12, *sizes), norms[0], Inception(24, *sizes), norms[1])

        def forward(self, x):
            return self.last(self.inner(self.first(x).relu()).mean(dim=(2, 3)))

    return Small()


@check(learns(), given=images(320, 200), picture=accuracy_picture("new", "new_labels"))
def inception_learns(impl, draw, given):
    return trained(small(impl.Inception), draw, given, steps=60)
