import torch

from grader.checks import check, close


def regions(draw, R, K, objects=0.6):
    """Scores, corrections, labels of which about `objects` are no background, and targets."""
    labels = torch.where(draw.uniform(R) < objects, draw.integers(R, low=1, high=K + 1), 0)
    return 2 * draw.normal(R, K + 1), 1.5 * draw.normal(R, 4 * (K + 1)), labels, 1.5 * draw.normal(R, 4)


@check(close(atol=1e-6))
def adds_both_parts(impl, draw):
    off = torch.tensor([[0.5, 1, 2, -3], [0, 0, 0, 0]], dtype=torch.float64)
    moved = draw.normal(2, 12)
    example = torch.zeros(2, 3, dtype=torch.float64), moved, torch.tensor([2, 0]), moved[:, 8:] - off
    result = {"example": impl.fast_rcnn_loss(*example)}
    for i, (R, K) in enumerate(((8, 3), (12, 5), (6, 4)), 1):
        scores, deltas, labels, targets = regions(draw, R, K)
        labels[:3] = torch.tensor([0, 1, K])
        result[f"regions {i}"] = impl.fast_rcnn_loss(scores, deltas, labels, targets)
    return result


@check(close(atol=1e-6))
def counts_classes_alone_for_background(impl, draw):
    scores, deltas, labels, targets = regions(draw, 9, 3)
    labels[:4] = torch.tensor([0, 2, 0, 1])
    unknown = torch.where((labels > 0)[:, None], targets, torch.nan)
    nothing = torch.zeros_like(labels)
    return {
        "targets of the background unknown": impl.fast_rcnn_loss(scores, deltas, labels, unknown),
        "all background": impl.fast_rcnn_loss(scores, deltas, nothing, targets),
        "all background, unknown": impl.fast_rcnn_loss(scores, deltas, nothing, torch.full_like(targets, torch.nan)),
    }


@check(close(atol=1e-6))
def is_smooth_at_one(impl, draw):
    scores, deltas, labels, targets = regions(draw, 10, 2, objects=1.0)
    right = deltas.view(10, 3, 4)[torch.arange(10), labels]
    result = {
        f"{size} off": impl.fast_rcnn_loss(scores, deltas, labels, right + size * draw.moderate(10, 4))
        for size in (0.05, 0.5, 1.0, 4.0)
    }
    return result | {
        f"lam = {lam}": impl.fast_rcnn_loss(scores, deltas, labels, targets, lam) for lam in (0.0, 0.3, 2.0)
    }


@check(close(atol=1e-6))
def sends_gradients_to_both(impl, draw):
    scores, deltas, labels, targets = regions(draw, 7, 3)
    labels[:2] = torch.tensor([0, 3])
    targets[0] = torch.nan
    scores.requires_grad_(), deltas.requires_grad_()
    impl.fast_rcnn_loss(scores, deltas, labels, targets, 0.7).backward()
    return {"logits": scores.grad, "corrections": deltas.grad}


@check(close(atol=1e-5))
def takes_any_sizes(impl, draw):
    result = {}
    for name, (R, K) in {"one region": (1, 4), "one class": (6, 1), "twenty classes": (5, 20)}.items():
        given = regions(draw, R, K, objects=0.8)
        result[name] = impl.fast_rcnn_loss(*given)
    scores, deltas, labels, targets = regions(draw, 6, 2)
    result["large logits"] = impl.fast_rcnn_loss(500 * scores, deltas, labels, targets)
    return {**result, "arguments afterwards": [scores, deltas, labels, targets]}
