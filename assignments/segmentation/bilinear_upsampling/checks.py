import torch

from grader.checks import check, close
from grader.checks.pictures import grids_picture
from grader.model import Text


@check(close(atol=1e-5))
def kernel_is_a_product_of_triangles(impl, draw):
    sizes = {f"k={k}": impl.bilinear_kernel(draw.integer(2, 6), k) for k in (4, 3, 1, 2, 5, 8)}
    return {**sizes, "one channel": impl.bilinear_kernel(1, 4)}


@check(close(atol=1e-4), picture=grids_picture("wide", title=Text("A map, enlarged", "확대한 맵")))
def enlarges_twice(impl, draw):
    wide, tall = draw.normal(2, 3, 4, 6), draw.normal(1, 4, 5, 3)
    result = {
        "wide": impl.upsample(wide, 2),
        "tall": impl.upsample(tall, 2),
        "a pixel": impl.upsample(draw.normal(3, 2, 1, 1), 2),
    }
    return {**result, "wide afterwards": wide}


@check(close(atol=1e-4))
def enlarges_by_any_factor(impl, draw):
    x = draw.normal(2, 3, 4, 3)
    return {f"s={s}": impl.upsample(x, s) for s in (1, 3, 4, 5, 8)}


@check(close(atol=1e-4))
def reproduces_a_ramp(impl, draw):
    down, across, start = draw.normal(3).tolist()
    y, x = torch.meshgrid(torch.arange(6.0), torch.arange(7.0), indexing="ij")
    ramp = (start + down * y + across * x).double()[None, None]
    flat = torch.full((1, 2, 5, 5), start, dtype=torch.float64)
    return {
        f"s={s}": {"ramp": impl.upsample(ramp, s)[..., s:-s, s:-s], "flat": impl.upsample(flat, s)[..., s:-s, s:-s]}
        for s in (2, 3, 4)
    }


@check(close(atol=1e-4, dtype=True))
def lets_gradients_through(impl, draw):
    x = draw.normal(2, 3, 3, 4)
    result = {}
    for name, s in (("two", 2), ("three", 3)):
        leaf = x.clone().requires_grad_()
        y = impl.upsample(leaf, s)
        (y * torch.cos(torch.arange(y.numel(), dtype=y.dtype)).reshape(y.shape)).sum().backward()
        result[name] = {"output": y, "gradient": leaf.grad}
    return {**result, "float32": impl.upsample(x.float(), 2)}
