from grader.checks import check, close


def stack(draw, n, *, kernels=(1, 6), strides=(1, 2), paddings=(0, 1), dilations=(1, 2)):
    return [tuple(draw.integer(*between) for between in (kernels, strides, paddings, dilations)) for _ in range(n)]


def fields(impl, stacks, first=0, last=3):
    return [list(impl.receptive_field(list(layers)))[first:last] for layers in stacks]


@check(close(1e-9))
def widens_with_each_layer(impl, draw):
    return fields(impl, [stack(draw, n) for n in (1, 2, 3, 5)], last=2)


@check(close(1e-9))
def jumps_with_strides(impl, draw):
    return fields(
        impl, [stack(draw, n, kernels=(2, 6), strides=(1, 4), paddings=(0, 3)) for n in (1, 2, 3, 4, 6)], last=2
    )


@check(close(1e-9))
def dilates_the_field(impl, draw):
    return fields(impl, [stack(draw, n, kernels=(2, 5), strides=(1, 3), dilations=(2, 5)) for n in (1, 2, 4)], last=2)


@check(close(1e-9))
def knows_the_centre(impl, draw):
    options = {"kernels": (1, 7), "strides": (1, 4), "paddings": (0, 4)}
    dilated = [stack(draw, n, dilations=(1, 4), **options) for n in (2, 5)]
    return fields(impl, [[], *[stack(draw, n, **options) for n in (1, 2, 4)], *dilated], first=2)


@check(close(1e-9))
def follows_deep_networks(impl, draw):
    layers = stack(draw, 12, strides=(1, 3), paddings=(0, 4), dilations=(1, 3))
    deep = [*stack(draw, 3, strides=(2, 3)), *stack(draw, 40, kernels=(3, 4), paddings=(1, 2))]
    result = fields(impl, [layers, deep])
    given = list(layers)
    impl.receptive_field(given)
    return {"fields": result, "layers afterwards": [list(layer) for layer in given]}


@check(close(0))
def stacks_3x3(impl, draw):
    return [impl.stacked(2 * draw.integer(1, 40) + 1) for _ in range(4)]
