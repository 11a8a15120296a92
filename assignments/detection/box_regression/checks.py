import torch

from grader.checks import check, close


def pairs(draw, n, size=100.0):
    """Boxes and proposals near them."""
    boxes = draw.boxes(n, size)
    sizes = (boxes[:, 2:] - boxes[:, :2]).repeat(1, 2)
    return boxes, boxes + 0.3 * sizes * draw.uniform(n, 4, low=-1.0)


@check(close(atol=1e-6))
def encodes_boxes(impl, draw):
    gt, proposals = pairs(draw, 6)
    wide = (
        gt * torch.tensor([7.0, 1.0, 7.0, 1.0], dtype=torch.float64),
        proposals * torch.tensor([7.0, 1.0, 7.0, 1.0], dtype=torch.float64),
    )
    result = {
        "near": impl.encode_boxes(gt, proposals),
        "any": impl.encode_boxes(draw.boxes(5), draw.boxes(5)),
        "wide": impl.encode_boxes(*wide),
    }
    return {**result, "gt afterwards": gt, "proposals afterwards": proposals}


@check(close(atol=1e-6))
def decodes_boxes(impl, draw):
    proposals, deltas = draw.boxes(6), 0.5 * draw.normal(6, 4)
    wide = proposals * torch.tensor([5.0, 1.0, 5.0, 1.0], dtype=torch.float64) - 30
    result = {"square picture": impl.decode_boxes(deltas, proposals), "wide picture": impl.decode_boxes(deltas, wide)}
    return {**result, "deltas afterwards": deltas, "proposals afterwards": proposals}


@check(close(atol=1e-8, rtol=1e-6))
def fits_ridge(impl, draw):
    phi, t = 3 * draw.normal(40, 6), draw.normal(40, 4)
    few = draw.normal(5, 9)
    return {
        "lambda 1000": impl.bbox_ridge(phi, t),
        "lambda 1": impl.bbox_ridge(phi, t, lam=1.0),
        "fewer rows than features": impl.bbox_ridge(few, t[:5], 2.0),
    }


@check(close(atol=1e-3, rtol=1e-5))
def cuts_wild_scales_off(impl, draw):
    proposals = draw.boxes(6)
    wild = draw.uniform(6, 2, low=4.5, high=9.0)
    small = torch.cat([5 * draw.normal(6, 2), -wild], dim=1)
    large = torch.cat([8 * draw.normal(6, 2), torch.stack([wild[:, 0], 0.3 * wild[:, 1] - 2], dim=1)], dim=1)
    return {
        "large": impl.decode_boxes(large, proposals),
        "small": impl.decode_boxes(small, proposals),
        "another clip": impl.decode_boxes(large, proposals, clip=1.5),
    }


@check(close(atol=1e-6))
def comes_back(impl, draw):
    result = {}
    for n in (8, 1, 0):
        gt, proposals = pairs(draw, n)
        result[f"{n} boxes"] = impl.decode_boxes(impl.encode_boxes(gt, proposals), proposals)
    return result


@check(close(atol=1e-3, dtype=True))
def keeps_dtype_and_gradients(impl, draw):
    gt, proposals = pairs(draw, 5)
    deltas = draw.normal(5, 4).requires_grad_()
    (impl.decode_boxes(deltas, proposals) * draw.normal(5, 4)).sum().backward()
    return {
        "gradient": deltas.grad,
        "float32 targets": impl.encode_boxes(gt.float(), proposals.float()),
        "float32 boxes": impl.decode_boxes(0.1 * deltas.detach().float(), proposals.float()),
        "float32 weights": impl.bbox_ridge(gt.float() / 50, deltas.detach().float(), 1.0),
    }
