import torch

from grader.checks import check, close


def outputs(draw, N, S, B, C):
    """What a network gives, all sizes positive."""
    slots = draw.uniform(N, S, S, B, 5, low=0.05, high=0.9)
    return torch.cat([slots.flatten(3), draw.uniform(N, S, S, C)], dim=-1)


def targets(draw, N, S, B, C, objects):
    """Each image holds `objects` objects in cells of their own, in slot 0; the other slots hold what must not be read."""
    t = torch.zeros(N, S, S, 5 * B + C, dtype=torch.float64)
    for image in t:
        for cell in draw.permutation(S * S)[:objects].tolist():
            row = image[cell // S, cell % S]
            row[:4] = draw.uniform(4, low=0.1, high=0.9)
            row[4] = 1.0
            row[5 : 5 * B] = draw.uniform(5 * B - 5)
            row[5 * B + draw.integer(0, C)] = 1.0
    return t


def near(draw, pred, target, B, spread=0.1):
    """Predictions near the targets in every slot, so that IoUs are neither 0 nor alike."""
    pred, found = pred.clone(), target[..., 4] > 0
    for b in range(B):
        truth = target[..., :4][found]
        pred[..., 5 * b : 5 * b + 4][found] = (truth + spread * draw.normal(*truth.shape)).clamp(min=0.02)
    return pred


@check(close(atol=1e-6))
def adds_up_one_cell(impl, draw):
    result = {}
    for i in range(4):
        target = targets(draw, 1, 1, 2, 3, 1)
        pred = near(draw, outputs(draw, 1, 1, 2, 3), target, 2)
        result[f"cell {i + 1}"] = impl.yolo_loss(pred, target, S=1, B=2, C=3)
    return {**result, "empty": impl.yolo_loss(pred, torch.zeros_like(pred), S=1, B=2, C=3)}


@check(close(atol=1e-6))
def adds_up_a_grid(impl, draw):
    result = {}
    for name, (N, S, B, C, objects) in {
        "the default": (2, 7, 2, 20, 5),
        "three images": (3, 4, 2, 5, 3),
        "no object": (2, 3, 2, 4, 0),
        "one slot": (2, 5, 1, 3, 4),
    }.items():
        target = targets(draw, N, S, B, C, objects)
        pred = near(draw, outputs(draw, N, S, B, C), target, B)
        result[name] = impl.yolo_loss(pred, target, S, B, C) if S != 7 else impl.yolo_loss(pred, target)
    return {**result, "prediction afterwards": pred, "target afterwards": target}


@check(close(atol=1e-6))
def weighs_its_terms(impl, draw):
    target = targets(draw, 2, 4, 2, 5, 3)
    pred = near(draw, outputs(draw, 2, 4, 2, 5), target, 2)
    weights = ((1.0, 1.0), (0.0, 0.0), (3.0, 0.5), (5.0, 2.0))
    return {f"{coord} and {noobj}": impl.yolo_loss(pred, target, 4, 2, 5, coord, noobj) for coord, noobj in weights}


@check(close(atol=1e-6))
def chooses_by_iou_in_the_image(impl, draw):
    result = {}
    for S, B in ((7, 2), (9, 3), (5, 4)):
        target = targets(draw, 3, S, B, 4, 8)
        target[..., 2:4] *= 0.3  # small beside a cell: where x and y are not divided by S, other slots are chosen
        pred = near(draw, outputs(draw, 3, S, B, 4), target, B, spread=0.25)
        result[f"S={S}, B={B}"] = impl.yolo_loss(pred, target, S, B, 4)
    return result


@check(close(atol=1e-5, rtol=1e-5))
def survives_negative_sizes(impl, draw):
    target = targets(draw, 2, 4, 1, 3, 6)
    pred = near(draw, outputs(draw, 2, 4, 1, 3), target, 1)
    broken = pred.clone()
    broken[..., 2:4] *= torch.where(draw.uniform(2, 4, 4, 2) < 0.5, -1.0, 1.0)
    broken[0, :, :, 2] = 0.0
    result = {"loss": impl.yolo_loss(broken, target, 4, 1, 3)}
    leaf = broken.clone().requires_grad_()
    impl.yolo_loss(leaf, target, 4, 1, 3).backward()
    finite = torch.isfinite(leaf.grad)
    positive = (broken[..., 2:4] > 0).all(dim=-1)
    return result | {"finite": finite.to(torch.float64).sum(), "gradient beside them": leaf.grad[positive]}


@check(close(atol=1e-6))
def sends_gradients_around_the_iou(impl, draw):
    target = targets(draw, 2, 3, 2, 4, 4)
    leaf = near(draw, outputs(draw, 2, 3, 2, 4), target, 2).requires_grad_()
    loss = impl.yolo_loss(leaf, target, 3, 2, 4)
    loss.backward()
    return {"loss": loss, "gradient": leaf.grad}
