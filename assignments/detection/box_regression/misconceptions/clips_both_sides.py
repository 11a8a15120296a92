"""en: You cut tw and th off below, too; the handout says from above alone.
ko: tw와 th의 아래쪽도 잘랐습니다. 안내문은 위쪽만 자르라고 합니다.
"""

from __future__ import annotations

import math

import torch

LARGEST = math.log(1000 / 16)


def to_centre(boxes):
    w = boxes[:, 2] - boxes[:, 0]
    h = boxes[:, 3] - boxes[:, 1]
    cx = boxes[:, 0] + 0.5 * w
    cy = boxes[:, 1] + 0.5 * h
    return cx, cy, w, h


def encode_boxes(gt, proposals):
    gx, gy, gw, gh = to_centre(gt)
    px, py, pw, ph = to_centre(proposals)
    tx = (gx - px) / pw
    ty = (gy - py) / ph
    tw = torch.log(gw / pw)
    th = torch.log(gh / ph)
    return torch.stack((tx, ty, tw, th), dim=1)


def decode_boxes(deltas, proposals, clip=LARGEST):
    px, py, pw, ph = to_centre(proposals)
    dx, dy, dw, dh = deltas.unbind(dim=1)
    dw = torch.clamp(dw, -clip, clip)
    dh = torch.clamp(dh, -clip, clip)
    cx = dx * pw + px
    cy = dy * ph + py
    w = torch.exp(dw) * pw
    h = torch.exp(dh) * ph
    return torch.stack((cx - 0.5 * w, cy - 0.5 * h, cx + 0.5 * w, cy + 0.5 * h), dim=1)


def bbox_ridge(phi, t, lam=1000.0):
    d = phi.shape[1]
    eye = torch.eye(d, dtype=phi.dtype)
    return torch.linalg.solve(phi.T @ phi + lam * eye, phi.T @ t)
