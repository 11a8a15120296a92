from grader.checks import check, close, count, layers


def mixed(impl, draw, n, ci, co, h, w):
    x = draw.normal(n, ci, h, w)
    return layers.forward_and_gradients(layers.fill(impl.Conv1x1(ci, co), x), x)


@check(count())
def conv1x1_has_as_many_parameters(impl, draw):
    sizes = [(draw.integer(3, 60), draw.integer(3, 60)) for _ in range(3)]
    return [shape for ci, co in sizes for shape in layers.parameter_shapes(impl.Conv1x1(ci, co))]


@check(close(atol=1e-9, rtol=1e-9))
def mixes_channels_at_every_pixel(impl, draw):
    return {
        "more": mixed(impl, draw, 2, 3, 7, 4, 5),
        "fewer": mixed(impl, draw, 3, 8, 2, 5, 3),
        "as many": mixed(impl, draw, 2, 4, 4, 3, 6),
    }


@check(close(atol=1e-9, rtol=1e-9))
def works_where_all_sizes_agree(impl, draw):
    return {
        "alike": mixed(impl, draw, 4, 4, 4, 4, 4),
        "one pixel": mixed(impl, draw, 3, 5, 2, 1, 1),
        "one image": mixed(impl, draw, 1, 3, 3, 3, 3),
    }


@check(close(atol=0.0, rtol=1e-9))
def counts_the_bottleneck(impl, draw):
    result = []
    for _ in range(4):
        sizes = [draw.integer(20, 300), draw.integer(3, 20), draw.integer(20, 300), draw.integer(2, 8)]
        result.append(
            [
                impl.bottleneck_params(*sizes),
                impl.bottleneck_macs(*sizes, draw.integer(7, 60), draw.integer(7, 60)),
                impl.share(*sizes),
            ]
        )
    return result
