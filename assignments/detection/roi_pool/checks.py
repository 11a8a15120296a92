import torch

from grader.checks import check, close
from grader.checks.pictures import grids_picture
from grader.model import Text

POOLED = Text("A region, pooled: the map that differs most", "영역을 풀링한 값: 차이가 가장 큰 맵")


def regions(draw, n, height, width, images=1, low=2, step=1.0):
    """Regions [n, 5] on whole pixels of a map, times `step`, at least `low` pixels in each direction."""
    rows = []
    for _ in range(n):
        x1, y1 = draw.integer(0, width - low + 1), draw.integer(0, height - low + 1)
        x2, y2 = draw.integer(x1 + low - 1, width), draw.integer(y1 + low - 1, height)
        rows.append([draw.integer(0, images), *(step * corner for corner in (x1, y1, x2, y2))])
    return torch.tensor(rows, dtype=torch.float64)


def off_the_grid(draw, rois, step):
    """The same regions a little off: they round to the same pixels, or, times 0.8, to others; never at a half."""
    moved = rois.clone()
    moved[:, 1:] += step * draw.uniform(len(rois), 4, low=-0.4, high=0.4)
    moved[:, 1:] = moved[:, 1:].clamp(min=0)
    return moved


@check(close(atol=1e-9), picture=grids_picture("any", title=POOLED))
def pools_whole_regions(impl, draw):
    feat = draw.normal(1, 3, 12, 16) - 3
    example = torch.arange(64, dtype=torch.float64).reshape(1, 1, 8, 8) + draw.integer(0, 100)
    rois = torch.tensor([[0, 1, 1, 4, 4], [0, 1, 1, 3, 3]], dtype=torch.float64)
    return {
        "example": impl.roi_pool(example, rois, 2, 1.0),
        "any": impl.roi_pool(feat, regions(draw, 6, 12, 16, low=4), 2, 1.0),
        "finer": impl.roi_pool(feat, regions(draw, 4, 12, 16, low=6), out=5, scale=1.0),
    }


@check(close(atol=1e-9), picture=grids_picture("default", title=POOLED))
def rounds_scaled_corners(impl, draw):
    feat = draw.normal(1, 2, 12, 16) - 3
    sixteen, eight = regions(draw, 6, 12, 16, low=3, step=16.0), regions(draw, 6, 12, 16, low=3, step=8.0)
    return {
        "default": impl.roi_pool(feat, off_the_grid(draw, sixteen, 16.0)),
        "scale 1/8": impl.roi_pool(feat, off_the_grid(draw, eight, 8.0), 3, 1 / 8),
        "scale 1/16 on the grid": impl.roi_pool(feat, sixteen, 3, scale=1 / 16),
    }


@check(close(atol=1e-9))
def takes_each_region_from_its_image(impl, draw):
    feat = draw.normal(4, 2, 9, 11)
    return {
        "mixed": impl.roi_pool(feat, regions(draw, 9, 9, 11, images=4, low=3), 3, 1.0),
        "one image of four": impl.roi_pool(
            feat, regions(draw, 3, 9, 11, low=3) + torch.tensor([2.0, 0, 0, 0, 0]), 3, 1.0
        ),
    }


@check(close(atol=1e-9))
def pools_regions_smaller_than_the_grid(impl, draw):
    feat = draw.normal(2, 2, 8, 9)
    rois = regions(draw, 6, 8, 9, images=2, low=1)
    rois[0, 3:] = rois[0, 1:3]  # a single pixel
    rois[1, 3] = rois[1, 1]  # a column
    return {
        "7x7": impl.roi_pool(feat, rois, 7, 1.0),
        "last pixel": impl.roi_pool(feat, torch.tensor([[1.0, 8, 7, 8, 7]]).double(), 4, 1.0),
    }


@check(close(atol=1e-9))
def takes_any_grid(impl, draw):
    feat, rois = draw.normal(2, 3, 10, 13), regions(draw, 4, 10, 13, images=2, low=2)
    result = {f"out = {out}": impl.roi_pool(feat, rois, out, 1.0) for out in (1, 4, 6)}
    single = impl.roi_pool(feat.float(), rois.float(), 2, 1.0)
    return {
        **result,
        "no region": impl.roi_pool(feat, rois[:0], 3, 1.0),
        "dtype of float32 maps": str(single.dtype),
        "features afterwards": feat,
        "regions afterwards": rois,
    }


@check(close(atol=1e-9))
def sends_gradients_to_the_maxima(impl, draw):
    feat, rois = draw.normal(2, 2, 8, 8).requires_grad_(), regions(draw, 5, 8, 8, images=2, low=4)
    y = impl.roi_pool(feat, rois, 3, 1.0)
    (y * torch.linspace(1, 2, y.numel(), dtype=y.dtype).reshape(y.shape)).sum().backward()
    return feat.grad
