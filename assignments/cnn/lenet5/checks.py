from grader.checks import check, close, count, layers, under
from grader.checks.pictures import accuracy_picture, layers_picture
from grader.checks.training import images, learns, trained


def computed(impl, draw, n, **options):
    x = draw.normal(n, 1, 28, 28)
    return layers.forward_and_gradients(layers.fill(impl.LeNet5(draw.integer(3, 30), **options), x).eval(), x)


@check(under("parameters", count()), picture=layers_picture(stages=True))
def lenet_has_as_many_parameters(impl, draw):
    classes = draw.integer(11, 200)
    return layers.summary(lambda: impl.LeNet5(num_classes=classes), (1, 1, 28, 28))


@check(close(atol=1e-9, rtol=1e-9))
def tanh_and_average_pooling(impl, draw):
    return computed(impl, draw, 3)


@check(close(atol=1e-9, rtol=1e-9))
def other_activations_and_poolings(impl, draw):
    return {
        "relu_max": computed(impl, draw, 3, act="relu", pool="max"),
        "relu_avg": computed(impl, draw, 3, act="relu", pool="avg"),
        "tanh_max": computed(impl, draw, 3, act="tanh", pool="max"),
    }


@check(close(atol=1e-9, rtol=1e-9))
def any_batch(impl, draw):
    many, alike = draw.normal(7, 1, 28, 28), draw.normal(1, 1, 28, 28).expand(4, -1, -1, -1)
    net = layers.fill(impl.LeNet5(draw.integer(3, 30)), many).eval()
    return {"one": net(many[:1]), "many": net(many), "alike": net(alike)}


@check(learns(), given=images(320, 200, channels=1, side=28), picture=accuracy_picture("new", "new_labels"))
def lenet_learns(impl, draw, given):
    return trained(impl.LeNet5(num_classes=4), draw, given, steps=100, lr=8e-3)
