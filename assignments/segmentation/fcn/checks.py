from grader.checks import check, close, count, layers, under
from grader.checks.pictures import layers_picture
from grader.checks.scenes import labelled_pixels
from grader.checks.training import learns, trained

WIDTHS = (4, 5, 6, 8, 7)


def filled(impl, draw, widths, variant, *shape):
    x = draw.normal(*shape)
    return layers.forward_and_gradients(layers.fill(impl.FCN(widths, draw.integer(2, 6), variant), x), x)


@check(under("parameters", count()), picture=layers_picture(stages=True))
def fcn_has_as_many_parameters(impl, draw):
    widths = [draw.integer(4, 40) for _ in range(5)]
    classes = [draw.integer(2, 30) for _ in range(3)]
    found = layers.summary(lambda: impl.FCN(widths, classes[0], "8s"), (1, 3, 64, 64))
    others = [
        layers.on_meta(lambda: impl.FCN(widths, classes[1], "16s")),
        layers.on_meta(lambda: impl.FCN(widths, classes[2])),
    ]
    return found | {"parameters": found["parameters"] + [s for net in others for s in layers.parameter_shapes(net)]}


@check(close(atol=1e-6, rtol=1e-6))
def scores_the_coarsest_map(impl, draw):
    return filled(impl, draw, WIDTHS, "32s", 2, 3, 32, 64)


@check(close(atol=1e-6, rtol=1e-6))
def adds_the_scores_of_pool4(impl, draw):
    return filled(impl, draw, WIDTHS, "16s", 2, 3, 32, 64)


@check(close(atol=1e-6, rtol=1e-6))
def adds_the_scores_of_pool3(impl, draw):
    return filled(impl, draw, WIDTHS, "8s", 2, 3, 64, 32)


@check(close(atol=1e-6, rtol=1e-6))
def takes_any_number_of_stages(impl, draw):
    return {
        "three stages, 8s": filled(impl, draw, [6, 4, 5], "8s", 2, 3, 16, 24),
        "three stages, 32s": filled(impl, draw, [6, 4, 5], "32s", 1, 3, 8, 24),
        "four stages, 16s": filled(impl, draw, [4, 4, 4, 4], "16s", 1, 3, 32, 16),
        "six stages, 32s": filled(impl, draw, [3, 4, 5, 4, 3, 5], "32s", 1, 3, 64, 64),
    }


@check(learns(0.1), given=labelled_pixels(100, 60))
def fcn_learns(impl, draw, given):
    return trained(impl.FCN((12, 16, 24), 3, "8s"), draw, given, steps=80)
