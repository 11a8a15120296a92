from grader.checks import check, close, count, layers, under
from grader.checks.pictures import accuracy_picture, layers_picture
from grader.checks.training import images, learns, trained


def counted(makers, draw):
    """The first one with its table."""
    sizes = [draw.integer(10, 900) for _ in makers]
    found = layers.summary(lambda: makers[0](num_classes=sizes[0]), (1, 3, 224, 224))
    for make, n in zip(makers[1:], sizes[1:], strict=True):
        net = layers.on_meta(lambda make=make, n=n: make(n))
        found["parameters"] = found["parameters"] + layers.parameter_shapes(net)
    return found


@check(under("parameters", count()), picture=layers_picture(stages=True))
def basic_networks_have_as_many_parameters(impl, draw):
    return counted([impl.resnet18, impl.resnet34], draw)


@check(under("parameters", count()), picture=layers_picture(stages=True))
def bottleneck_networks_have_as_many_parameters(impl, draw):
    return counted([impl.resnet50, impl.resnet101, impl.resnet152], draw)


@check(close(atol=1e-6, rtol=1e-6))
def resnet18_gives_logits(impl, draw):
    x = draw.normal(1, 3, 64, 75)
    evaluated = layers.forward_and_gradients(layers.fill(impl.resnet18(draw.integer(3, 20)), x).eval(), x)
    return evaluated | {"both modes": layers.logits(lambda: impl.resnet18(6), draw.normal(2, 3, 64, 40))}


@check(close(atol=1e-6, rtol=1e-6))
def deeper_networks_give_logits(impl, draw):
    makers, x = (
        {"34": impl.resnet34, "50": impl.resnet50, "101": impl.resnet101, "152": impl.resnet152},
        draw.normal(2, 3, 40, 33),
    )
    classes = draw.integer(3, 20)
    return {f"resnet{n}": layers.logits(lambda make=make: make(classes), x) for n, make in makers.items()}


@check(count())
def cifar_networks_have_as_many_parameters(impl, draw):
    n, classes = draw.integer(2, 5), draw.integer(5, 50)
    nets = [lambda: impl.ResNetCIFAR(n, num_classes=classes), lambda: impl.ResNetCIFAR(n + 1, option="B")]
    return [shape for make in nets for shape in layers.parameter_shapes(layers.on_meta(make))]


@check(close(atol=1e-6, rtol=1e-6))
def cifar_networks_give_logits(impl, draw):
    result = {}
    for name, arguments, shape in (("A", (2,), (3, 3, 12, 12)), ("B", (1, "B", 7), (3, 3, 11, 14))):
        x = draw.normal(*shape)
        net = layers.fill(impl.ResNetCIFAR(*arguments), x)
        result[f"{name} in evaluation"] = layers.forward_and_gradients(net.eval(), x)
        net.zero_grad(set_to_none=True)
        result[f"{name} in training"] = layers.forward_and_gradients(net.train(), x)
        result[f"{name} in evaluation after training"] = net.eval()(x.clone())
    return result


@check(learns(), given=images(320, 200), picture=accuracy_picture("new", "new_labels"))
def resnet_learns(impl, draw, given):
    return trained(impl.ResNetCIFAR(1, num_classes=4), draw, given, steps=40, lr=6e-3)
