"""One class for each box, from a softmax, and a linear head of its own."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F


def block(a, b, stride):
    return [nn.Conv2d(a, b, 3, stride, 1), nn.BatchNorm2d(b), nn.SiLU()]


class YOLO:
    """One box per cell: offsets by sigmoid, sizes by exp of a prior, cross-entropy for objectness and classes."""

    def __init__(self, num_classes):
        self.nc = num_classes
        convs = [*block(3, 24, 2), *block(24, 48, 2), *block(48, 64, 2), *block(64, 64, 1)]
        self.net = nn.Sequential(*convs, nn.Conv2d(64, 5 + num_classes, 1))

    def fit(self, images, targets):
        self.net.to(images.device).train()
        n, g = len(images), images.shape[-1] // 8
        where, wanted, classes = [], [], []
        for i, t in enumerate(targets):
            for (x1, y1, x2, y2), c in zip(t["boxes"].tolist(), t["labels"].tolist(), strict=False):
                cx, cy = (x1 + x2) / 16, (y1 + y2) / 16
                where.append((i, min(int(cy), g - 1), min(int(cx), g - 1)))
                wanted.append((cx % 1, cy % 1, (x2 - x1) / 16, (y2 - y1) / 16))
                classes.append(c)
        where, wanted, classes = torch.tensor(where), torch.tensor(wanted), torch.tensor(classes)
        there = torch.zeros(n, g, g)
        there[where[:, 0], where[:, 1], where[:, 2]] = 1.0
        opt = torch.optim.AdamW(self.net.parameters(), lr=4e-3)
        total = 60 * (n // 16 + 1)
        for step in range(total):
            opt.param_groups[0]["lr"] = 4e-3 * (1 - step / total)
            batch = torch.randint(0, n, (16,))
            out = self.net(images[batch]).permute(0, 2, 3, 1)
            loss = F.binary_cross_entropy_with_logits(out[..., 4], there[batch], reduction="sum")
            for j, i in enumerate(batch.tolist()):
                mine = (where[:, 0] == i).nonzero().flatten()
                p = out[j, where[mine, 1], where[mine, 2]]
                loss = loss + F.cross_entropy(p[:, 5:], classes[mine], reduction="sum")
                loss = loss + 5 * F.smooth_l1_loss(p[:, :2].sigmoid(), wanted[mine, :2], reduction="sum")
                loss = loss + 5 * F.smooth_l1_loss(p[:, 2:4].clamp(-3, 3).exp(), wanted[mine, 2:], reduction="sum")
            opt.zero_grad()
            (loss / 16).backward()
            opt.step()

    def detect(self, images):
        self.net.eval()
        with torch.no_grad():
            out = self.net(images).permute(0, 2, 3, 1)
        result = []
        g = out.shape[1]
        gy, gx = torch.meshgrid(torch.arange(g), torch.arange(g), indexing="ij")
        for o in out:
            cx, cy = (gx + o[..., 0].sigmoid()) * 8, (gy + o[..., 1].sigmoid()) * 8
            w, h = (o[..., k].clamp(-3, 3).exp() * 16 for k in (2, 3))
            prob, label = o[..., 5:].softmax(-1).max(-1)
            score = o[..., 4].sigmoid() * prob
            box = torch.stack([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2], -1).clamp(0, images.shape[-1])
            box, score, label = box.reshape(-1, 4), score.reshape(-1), label.reshape(-1)
            keep = []
            for i in score.argsort(descending=True).tolist():
                if score[i] < 0.03:
                    break
                a = box[i]
                fine = True
                for k in keep:
                    b = box[k]
                    w_, h_ = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
                    inter = max(float(w_), 0) * max(float(h_), 0)
                    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inter
                    if label[i] == label[k] and inter > 0.45 * float(union):
                        fine = False
                if fine:
                    keep.append(i)
            result.append({"boxes": box[keep], "scores": score[keep], "labels": label[keep]})
        return result
