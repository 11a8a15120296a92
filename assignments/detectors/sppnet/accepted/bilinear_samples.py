"""Bilinear samples instead of bins, trained all at once."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F


def iou_matrix(a, b):
    lt, rb = torch.max(a[:, None, :2], b[None, :, :2]), torch.min(a[:, None, 2:], b[None, :, 2:])
    wh = (rb - lt).clamp(min=0)
    inter = wh[..., 0] * wh[..., 1]
    areas = [(t[:, 2] - t[:, 0]) * (t[:, 3] - t[:, 1]) for t in (a, b)]
    return inter / (areas[0][:, None] + areas[1][None] - inter + 1e-9)


class SPPNet(nn.Module):
    """Bilinear samples of every region, sigmoid scores, deltas that all classes share."""

    def __init__(self, num_classes):
        super().__init__()
        self.nc = num_classes
        self.body = nn.Sequential(
            nn.Conv2d(3, 32, 5, 2, 2),
            nn.GroupNorm(4, 32),
            nn.ReLU(),
            nn.Conv2d(32, 48, 3, 2, 1),
            nn.GroupNorm(4, 48),
            nn.ReLU(),
        )
        self.head = nn.Sequential(nn.Flatten(), nn.Linear(48 * 36, 160), nn.ReLU())
        self.cls, self.reg = nn.Linear(160, num_classes), nn.Linear(160, 4)

    def run(self, images, rois):
        maps = self.body(images)
        crops = []
        t = (torch.arange(6, device=images.device) + 0.5) / 6
        for m, r in zip(maps, rois, strict=False):
            xs = (r[:, 0:1] + t * (r[:, 2:3] - r[:, 0:1])) / images.shape[-1] * 2 - 1
            ys = (r[:, 1:2] + t * (r[:, 3:4] - r[:, 1:2])) / images.shape[-2] * 2 - 1
            grid = torch.stack([xs[:, None].expand(-1, 6, -1), ys[:, :, None].expand(-1, -1, 6)], -1)
            crops.append(F.grid_sample(m[None].expand(len(r), -1, -1, -1), grid, align_corners=False))
        h = self.head(torch.cat(crops))
        return self.cls(h), self.reg(h)

    def fit(self, images, targets, proposals):
        opt = torch.optim.Adam(self.parameters(), lr=2e-3)
        steps = 25 * (len(images) // 16 + 1)
        self.train()
        for s in range(steps):
            opt.param_groups[0]["lr"] = 2e-3 * (1 - s / steps)
            pick = torch.randint(0, len(images), (16,)).tolist()
            rois, cls, reg, pos = [], [], [], []
            for i in pick:
                gt, lab = targets[i]["boxes"], targets[i]["labels"]
                r = torch.cat([gt, proposals[i]])
                o, k = iou_matrix(r, gt).max(1)
                good = o >= 0.5
                onehot = F.one_hot(lab[k], self.nc).float() * good[:, None]
                size = r[:, 2:] - r[:, :2]
                g = gt[k]
                d = torch.cat(
                    [(g[:, :2] + g[:, 2:] - r[:, :2] - r[:, 2:]) / 2 / size, ((g[:, 2:] - g[:, :2]) / size).log()], 1
                )
                rois.append(r), cls.append(onehot), reg.append(d), pos.append(o >= 0.4)
            score, delta = self.run(images[pick], rois)
            cls, reg, pos = torch.cat(cls), torch.cat(reg), torch.cat(pos)
            loss = F.binary_cross_entropy_with_logits(score, cls, reduction="sum") / len(cls)
            loss = loss + 5 * F.smooth_l1_loss(delta[pos], reg[pos])
            opt.zero_grad()
            loss.backward()
            opt.step()

    def detect(self, images, proposals):
        self.eval()
        with torch.no_grad():
            score, delta = self.run(images, list(proposals))
        out, start = [], 0
        for r in proposals:
            s, d = score[start : start + len(r)].sigmoid(), delta[start : start + len(r)]
            start += len(r)
            size = r[:, 2:] - r[:, :2]
            c = (r[:, :2] + r[:, 2:]) / 2 + d[:, :2] * size
            wh = size * d[:, 2:].clamp(max=4).exp()
            b = torch.cat([c - wh / 2, c + wh / 2], 1).clamp(0, images.shape[-1])
            boxes, scores, labels = [], [], []
            for k in range(self.nc):
                order = s[:, k].argsort(descending=True)
                while len(order):
                    top = order[0]
                    if s[top, k] < 0.03:
                        break
                    boxes.append(b[top]), scores.append(s[top, k]), labels.append(k)
                    order = order[iou_matrix(b[top][None], b[order])[0] < 0.4]
            out.append(
                {
                    "boxes": torch.stack(boxes) if boxes else torch.zeros(0, 4),
                    "scores": torch.stack(scores) if scores else torch.zeros(0),
                    "labels": torch.tensor(labels, dtype=torch.int32),
                }
            )
        return out
