import torch

from grader.checks import check, close
from grader.checks.pictures import grids_picture
from grader.model import Text


def points(draw, K, H, W, margin=0.0):
    return draw.uniform(K, 2) * torch.tensor([W - 1 - 2 * margin, H - 1 - 2 * margin]) + margin


@check(close(atol=1e-6), picture=grids_picture("9x13, sigma 2", title=Text("A heat-map", "히트맵")))
def draws_gaussians(impl, draw):
    kpts = points(draw, 3, 9, 13)
    result = {
        "9x13, sigma 2": impl.encode_heatmap(kpts, 9, 13, 2.0),
        "8x8, sigma 0.9": impl.encode_heatmap(points(draw, 2, 8, 8), 8, 8, 0.9),
    }
    on_pixels = points(draw, 2, 10, 7).round()
    return {**result, "on pixels": impl.encode_heatmap(on_pixels, 10, 7, sigma=1.5), "points afterwards": kpts}


@check(close(0))
def finds_the_largest_pixel(impl, draw):
    wide, tall, below = draw.normal(5, 6, 11), draw.normal(4, 12, 5), draw.normal(3, 7, 7) - 9
    maps = {"wide": wide, "tall": tall, "all negative": below, "one": draw.normal(1, 8, 4)}
    result = {name: torch.as_tensor(impl.decode_heatmap(hm)).double() for name, hm in maps.items()}
    return {**result, "map afterwards": wide}


@check(close(atol=1e-6))
def finds_the_centre_of_mass(impl, draw):
    maps = {
        "wide": draw.uniform(4, 6, 11),
        "tall": draw.uniform(3, 12, 5),
        "large numbers": 100 * draw.uniform(2, 7, 7),
        "small numbers": 0.01 * draw.uniform(2, 5, 8),
    }
    return {name: impl.soft_argmax(hm) for name, hm in maps.items()}


@check(close(atol=1e-6), picture=grids_picture("outside", title=Text("A heat-map", "히트맵")))
def draws_at_and_beyond_the_border(impl, draw):
    H, W = 7, 12
    corners = torch.tensor([[0.0, 0.0], [W - 1, 0], [0, H - 1], [W - 1, H - 1]], dtype=torch.float64)
    outside = corners + torch.tensor([[-1.0, -1], [1, -1], [-1, 1], [1, 1]]) * draw.uniform(4, 2, low=0.5, high=3.0)
    return {
        "corners": impl.encode_heatmap(corners, H, W, 1.0 + float(draw.uniform())),
        "outside": impl.encode_heatmap(outside, H, W, 2.0),
        "a row": impl.encode_heatmap(points(draw, 2, 1, 9), 1, 9, 1.3),
    }


@check(close(atol=1e-5))
def comes_back(impl, draw):
    near = points(draw, 6, 40, 50, margin=14).round() + draw.uniform(6, 2, low=-0.45, high=0.45)
    hm = impl.encode_heatmap(near, 40, 50, 2.0)
    return {"largest pixel": torch.as_tensor(impl.decode_heatmap(hm)).double(), "centre of mass": impl.soft_argmax(hm)}


@check(close(atol=1e-8))
def sends_gradients_to_the_map(impl, draw):
    hm = draw.uniform(3, 5, 6, low=0.1).requires_grad_()
    (impl.soft_argmax(hm) * draw.normal(3, 2)).sum().backward()
    return hm.grad
