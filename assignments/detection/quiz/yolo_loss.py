import torch

from grader.quiz import Drawn, apart


def confidences(rng, reference):
    S = rng.choice([2, 3, 4])
    while True:
        c = [rng.randint(1, 9) / 10, rng.randint(1, 9) / 10]
        iou = [k / 20 for k in rng.sample(range(3, 19), 2)]
        empty = rng.choice([0.1, 0.2, 0.3])
        best = int(iou[1] > iou[0])
        co, others = c[1 - best], 2 * (S * S - 1)
        own, rest = (c[best] - iou[best]) ** 2, others * empty**2
        answer = own + 0.5 * (co**2 + rest)
        mistakes = {
            "confidence_target_is_one": (c[best] - 1) ** 2 + 0.5 * (co**2 + rest),
            "other_slot_left_out": own + 0.5 * rest,
            "both_slots_responsible": own + (co - iou[1 - best]) ** 2 + 0.5 * rest,
            "not_weighted": own + co**2 + rest,
        }
        if apart(answer, mistakes, share=0.04):
            break
    pred = torch.zeros(1, S, S, 11, dtype=torch.float64)
    pred[..., 4] = pred[..., 9] = empty
    target = torch.zeros(1, S, S, 11, dtype=torch.float64)
    target[0, 0, 0, :5] = torch.tensor([0.5, 0.5, 0.8, 0.8, 1])  # slots of the same centre and height, less wide
    pred[0, 0, 0, :10] = torch.tensor([v for k in (0, 1) for v in (0.5, 0.5, 0.8 * iou[k], 0.8, c[k])]).double()
    exact = reference("detection/yolo_loss").yolo_loss(pred, target, S, 2, 1, l_coord=0.0).item()
    values = {"cells": S * S, "c0": c[0], "c1": c[1], "iou0": iou[0], "iou1": iou[1], "empty": empty, "best": best}
    values |= {"cr": c[best], "iour": iou[best], "co": co, "others": others, "answer": exact}
    return Drawn(values, exact, mistakes)


def both_slots_full(rng, reference):
    while True:
        N, n, B = rng.choice([2, 3, 4, 5, 8]), rng.randint(3, 20), rng.choice([2, 3, 4])
        noobj = rng.choice([0.2, 0.4, 0.5])
        answer = n * (B - 1) * noobj / N
        mistakes = {
            "nothing": 0.0,
            "every_slot_counts": n * B * noobj / N,
            "not_divided": n * (B - 1) * noobj,
            "not_weighted": n * (B - 1) / N,
        }
        if n != N and apart(answer, mistakes, share=0.04):
            break
    values = {"N": N, "n": n, "B": B, "noobj": noobj, "others": B - 1, "answer": answer}
    return Drawn(values, answer, mistakes)


def coordinates(rng, reference):
    roots = [k / 10 for k in range(2, 10)]
    while True:
        x, y, tx, ty = (rng.randint(1, 9) / 10 for _ in range(4))
        rw, rtw, rh, rth = (rng.choice(roots) for _ in range(4))
        w, tw, h, th = (round(root * root, 2) for root in (rw, rtw, rh, rth))
        places, sizes = (x - tx) ** 2 + (y - ty) ** 2, (rw - rtw) ** 2 + (rh - rth) ** 2
        answer = 5 * (places + sizes)
        mistakes = {
            "sizes_without_root": 5 * (places + (w - tw) ** 2 + (h - th) ** 2),
            "not_weighted": places + sizes,
            "places_alone_weighted": 5 * places + sizes,
        }
        if rw != rtw and rh != rth and (x, y) != (tx, ty) and apart(answer, mistakes, share=0.04):
            break
    pred, target = torch.zeros(2, 1, 1, 1, 6, dtype=torch.float64)
    pred[..., :4] = torch.tensor([x, y, w, h])
    target[..., :5] = torch.tensor([tx, ty, tw, th, 1])
    loss = reference("detection/yolo_loss").yolo_loss
    exact = (loss(pred, target, 1, 1, 1) - loss(pred, target, 1, 1, 1, l_coord=0.0)).item()
    values = {"x": x, "y": y, "w": w, "h": h, "tx": tx, "ty": ty, "tw": tw, "th": th}
    values |= {"rw": rw, "rtw": rtw, "rh": rh, "rth": rth, "answer": exact}
    return Drawn(values, exact, mistakes)
