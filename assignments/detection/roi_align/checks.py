import torch

from grader.checks import check, close
from grader.checks.pictures import grids_picture
from grader.model import Text

POOLED = Text("A region, sampled: the map that differs most", "영역에서 뽑은 값: 차이가 가장 큰 맵")


def regions(draw, n, height, width, images=1, inside=1.0):
    """Regions [n, 5] between the pixels of a map, `inside` pixels away from its edges and at least 2 large."""
    rows = []
    for _ in range(n):
        sides = []
        for size in (width, height):
            low = inside + float(draw.uniform()) * (size - 2 * inside - 3)
            sides.append((low, low + 2 + float(draw.uniform()) * (size - inside - 2 - low)))
        (x1, x2), (y1, y2) = sides
        rows.append([draw.integer(0, images), x1, y1, x2, y2])
    return torch.tensor(rows, dtype=torch.float64)


@check(close(atol=1e-5), picture=grids_picture("any", title=POOLED))
def samples_between_pixels(impl, draw):
    ramp = torch.arange(64, dtype=torch.float64).reshape(1, 1, 8, 8) + draw.integer(0, 100)
    example = torch.tensor([[0, 1, 1, 5, 5]], dtype=torch.float64)
    feat = draw.normal(1, 3, 10, 13)
    return {
        "example": impl.roi_align(ramp, example, 2, 1.0),
        "whole pixels": impl.roi_align(feat, regions(draw, 4, 10, 13).round(), 2, 1.0),
        "any": impl.roi_align(feat, regions(draw, 4, 10, 13), 3, 1.0),
    }


@check(close(atol=1e-5), picture=grids_picture("stride 16", title=POOLED))
def scales_without_rounding(impl, draw):
    feat = draw.normal(1, 2, 11, 9)
    image = torch.tensor([1.0, 16, 16, 16, 16], dtype=torch.float64)
    rois = regions(draw, 5, 11, 9)
    moved = (
        regions(draw, 1, 11, 9).repeat(3, 1)
        + torch.tensor([[0.0, d, 0.5 * d, d, 0.5 * d] for d in (0.0, 0.1, 0.3)]).double()
    )
    return {
        "stride 16": impl.roi_align(feat, rois * image, 4, 1 / 16),
        "moved a little": impl.roi_align(feat, moved * 8, 2, 1 / 8),
    }


@check(close(atol=1e-5))
def is_not_aligned_on_demand(impl, draw):
    feat = draw.normal(1, 2, 9, 12)
    tiny = regions(draw, 3, 9, 12)
    tiny[:, 3:] = tiny[:, 1:3] + draw.uniform(3, 2, low=0.2, high=0.8)
    tiny[2, 4] = tiny[2, 2] + 2.5  # narrow, and tall
    return {
        "any": impl.roi_align(feat, regions(draw, 4, 9, 12), 3, 1.0, aligned=False),
        "scaled": impl.roi_align(
            feat, 4 * regions(draw, 3, 9, 12) * torch.tensor([0.25, 1, 1, 1, 1]), 2, 0.25, 2, False
        ),
        "tiny": impl.roi_align(feat, tiny, 2, 1.0, aligned=False),
        "tiny and aligned": impl.roi_align(feat, tiny, 2, 1.0),
    }


@check(close(atol=1e-5))
def takes_other_numbers_of_samples(impl, draw):
    feat, rois = draw.normal(1, 2, 12, 14), regions(draw, 4, 12, 14)
    large = torch.tensor([[0.0, 1.3, 1.2, 12.6, 5.9]], dtype=torch.float64)
    result = {f"{r} samples": impl.roi_align(feat, rois, 3, 1.0, sampling_ratio=r) for r in (1, 3, 4)}
    result |= {
        "as many as pixels": impl.roi_align(feat, rois, 2, 1.0, -1),
        "more columns than rows": impl.roi_align(feat, large, 2, 1.0, 0),
    }
    return result


@check(close(atol=1e-5), picture=grids_picture("edges", title=POOLED))
def stays_on_the_map(impl, draw):
    feat = draw.normal(3, 2, 6, 8)
    whole = torch.tensor(
        [[1.0, 0, 0, 8, 6], [2, 0, 2.2, 3.1, 6], [0, 5.5, 0, 8, 2.5], [2, 0, 0, 1.4, 1.2]], dtype=torch.float64
    )
    return {
        "edges": impl.roi_align(feat, whole, 3, 1.0),
        "edges, three samples": impl.roi_align(feat, whole, 4, 1.0, 3),
        "images": impl.roi_align(feat, regions(draw, 7, 6, 8, images=3), 2, 1.0),
    }


@check(close(atol=1e-5))
def sends_gradients_to_all_neighbours(impl, draw):
    feat, rois = draw.normal(2, 2, 7, 8).requires_grad_(), regions(draw, 4, 7, 8, images=2)
    y = impl.roi_align(feat, rois, 2, 1.0)
    (y * torch.linspace(1, 2, y.numel(), dtype=y.dtype).reshape(y.shape)).sum().backward()
    single = impl.roi_align(feat.detach().float(), rois.float(), 2, 1.0)
    return {
        "gradient": feat.grad,
        "no region": impl.roi_align(feat.detach(), rois[:0], 3, 1.0),
        "dtype of float32 maps": str(single.dtype),
        "regions afterwards": rois,
    }
