"""en: You take the root of the absolute size; negative ones count as 1e-12.
ko: 크기의 절댓값에 제곱근을 취했습니다. 음수는 1e-12로 봅니다.
"""

from __future__ import annotations

import torch


def iou_xywh(a, b, S):
    ax, ay, aw, ah = a.unbind(-1)
    bx, by, bw, bh = b.unbind(-1)
    ax, ay, bx, by = ax / S, ay / S, bx / S, by / S
    aw, ah = aw.clamp(min=0), ah.clamp(min=0)
    iw = torch.min(ax + aw / 2, bx + bw / 2) - torch.max(ax - aw / 2, bx - bw / 2)
    ih = torch.min(ay + ah / 2, by + bh / 2) - torch.max(ay - ah / 2, by - bh / 2)
    inter = iw.clamp(min=0) * ih.clamp(min=0)
    union = aw * ah + bw * bh - inter
    return inter / (union + 1e-12)


def yolo_loss(pred, target, S=7, B=2, C=20, l_coord=5.0, l_noobj=0.5):
    N = pred.shape[0]
    obj = target[..., 4] == 1
    p = pred[..., : 5 * B].reshape(N, S, S, B, 5)
    noobj_loss = (p[~obj][..., 4] ** 2).sum()
    p_obj = p[obj]
    t_obj = target[obj]
    t_box = t_obj[:, :4]
    with torch.no_grad():
        ious = torch.stack([iou_xywh(p_obj[:, b, :4], t_box, S) for b in range(B)], dim=1)
    best = ious.argmax(dim=1)
    rows = torch.arange(len(best))
    chosen = p_obj[rows, best]
    conf_target = ious[rows, best]
    xy_loss = ((chosen[:, :2] - t_box[:, :2]) ** 2).sum()
    wh_loss = (((chosen[:, 2:4].abs() + 1e-12).sqrt() - t_box[:, 2:4].sqrt()) ** 2).sum()
    obj_loss = ((chosen[:, 4] - conf_target) ** 2).sum()
    others = torch.ones_like(ious, dtype=torch.bool)
    others[rows, best] = False
    noobj_loss = noobj_loss + (p_obj[..., 4][others] ** 2).sum()
    class_loss = ((pred[obj][:, 5 * B :] - t_obj[:, 5 * B :]) ** 2).sum()
    return (l_coord * (xy_loss + wh_loss) + obj_loss + l_noobj * noobj_loss + class_loss) / N
