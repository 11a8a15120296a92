import torch

from grader.checks import check, close


@check(close(atol=1e-9))
def pools_a_pyramid(impl, draw):
    wide, tall = draw.normal(2, 3, 12, 6) - 4, draw.normal(1, 4, 6, 18) - 4
    return {
        "6 and 12": impl.spp(wide),
        "18 and 6": impl.spp(tall),
        "negative": impl.spp(wide[:1] - 2),
        "afterwards": wide,
    }


@check(close(0))
def maps_corners(impl, draw):
    result = {"example": list(impl.roi_to_feature((40, 16, 200, 100), 16))}
    for i in range(6):
        stride = (16, 8, 32, 4, 16, 12)[i]
        x1, y1 = draw.integer(0, 200), draw.integer(0, 200)
        box = (x1, y1, x1 + draw.integer(60, 300), y1 + draw.integer(60, 300))
        if i % 2:
            box = tuple(stride * (side // stride) for side in box)  # on the grid
        result[f"box {i + 1}"] = list(impl.roi_to_feature(box, stride))
    fractions = [value + 0.25 for value in draw.integers(2, high=90).tolist()]
    result["fractions"] = list(impl.roi_to_feature((*fractions, fractions[0] + 100, fractions[1] + 77.5), 16))
    return result


@check(close(atol=1e-9))
def covers_every_pixel(impl, draw):
    return {f"{h}x{w}": impl.spp(draw.normal(2, 2, h, w)) for h, w in ((13, 13), (5, 7), (11, 16), (10, 17), (7, 9))}


@check(close(atol=1e-9))
def takes_other_levels(impl, draw):
    x = draw.normal(2, 3, 9, 8)
    result = {str(levels): impl.spp(x, levels) for levels in ((1, 2, 4), (4, 1), (5,), (3, 3, 2))}
    return {**result, "small map": impl.spp(draw.normal(1, 2, 2, 4), (1, 3, 6)), "a list": impl.spp(x, [2, 1])}


@check(close(atol=1e-9))
def sends_gradients_to_the_maxima(impl, draw):
    x = draw.normal(2, 3, 8, 7).requires_grad_()
    y = impl.spp(x, (1, 2, 3))
    (gradient,) = torch.autograd.grad((y * torch.linspace(1, 2, y.numel(), dtype=y.dtype).reshape(y.shape)).sum(), x)
    return {"gradient": gradient, "dtype": str(impl.spp(x.detach().float()).dtype)}
