import torch

from grader.quiz import Drawn

NAMES = "PQRSTUVW"  # not the letters of options


def which_stay(rng, reference):
    post = rng.choice([3, 4, 4])
    pre = post + rng.choice([1, 2])
    while True:
        # Fewer than `post` survive, though boxes behind the first `pre` would: else `pre` had no effect.
        left = rng.sample(range(20, 72), 8)
        after = _greedy(left[:pre])
        if len(after) >= post or any(abs(a - b) == 10 for i, a in enumerate(left) for b in left[:i]):
            continue
        found = {
            "post_before_the_suppression": _greedy(left[:post]),
            "pre_forgotten": _greedy(left)[:post],
            "no_suppression": list(range(post)),
        }
        if len({tuple(one) for one in (after, *found.values())}) == 4:
            break
    anchors = torch.tensor([[x, 0, x + 30, 20] for x in left], dtype=torch.float64)
    scores = torch.arange(8, 0, -1, dtype=torch.float64)
    module = reference("detection/proposals")
    _, kept = module.propose(scores, torch.zeros(8, 4).double(), anchors, (20, 200), pre=pre, post=post, thr=0.5)
    values = {
        "boxes": ", ".join(f"{name} {x}" for name, x in zip(NAMES, left, strict=True)),
        "pre": pre,
        "post": post,
        "after": _letters(after),
    }
    exact = _letters([8 - int(score) for score in kept])
    return Drawn(values, exact, {name: _letters(one) for name, one in found.items()})


def clipped_width(rng, reference):
    while True:
        width, height = rng.randrange(200, 700, 20), rng.randrange(200, 700, 20)
        side, dx = rng.choice([40, 60, 80, 120, 160]), rng.choice([0.05, 0.1, 0.15, 0.2, 0.3, 0.4])
        over = rng.randrange(4, side // 2, 2)  # what the anchor itself has outside
        at_left = rng.choice([True, False])
        x = -over if at_left else width - side + over
        dx, shift = (-dx, -round(dx * side)) if at_left else (dx, round(dx * side))
        y = rng.randrange(20, height - 100, 10)
        anchor = x, y, x + side, y + 60
        answer = side - over - abs(shift)
        shorter = side - over
        mistakes = {
            "not_clipped": side,
            "anchor_not_corrected": shorter,
            "clipped_before_correcting": shorter - round(abs(dx) * shorter),
        }
        whole = abs(abs(dx) * shorter - round(abs(dx) * shorter)) < 1e-9 and abs(abs(dx) * side - abs(shift)) < 1e-9
        if whole and answer > 4 and len({answer, *mistakes.values()}) == 4 and width != height:
            break
    deltas = torch.tensor([[dx, 0, 0, 0]], dtype=torch.float64)
    box = torch.tensor([anchor], dtype=torch.float64)
    boxes, _ = reference("detection/proposals").propose(torch.ones(1), deltas, box, (height, width))
    x1, _, x2, _ = (round(v) for v in boxes[0].tolist())
    values = {"width": width, "height": height, "anchor": anchor, "dx": dx, "side": side, "shift": shift}
    values |= {"left": x + shift, "right": x + side + shift, "x1": x1, "x2": x2, "answer": x2 - x1}
    return Drawn(values, x2 - x1, mistakes)


def _greedy(left):
    kept = []
    for i, x in enumerate(left):
        if all(abs(x - left[j]) >= 10 for j in kept):
            kept.append(i)
    return kept


def _letters(indices):
    return ", ".join(NAMES[i] for i in indices)
