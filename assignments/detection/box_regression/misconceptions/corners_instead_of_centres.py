"""en: Your tx and ty compare the upper left corners; compare the centres.
ko: tx와 ty가 왼쪽 위 모서리를 비교합니다. 중심을 비교하십시오.
"""

from __future__ import annotations

import math

import torch

LARGEST = math.log(1000 / 16)


def to_centre(boxes):
    w = boxes[:, 2] - boxes[:, 0]
    h = boxes[:, 3] - boxes[:, 1]
    cx = boxes[:, 0]
    cy = boxes[:, 1]
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
    dw = torch.clamp(dw, max=clip)
    dh = torch.clamp(dh, max=clip)
    cx = dx * pw + px
    cy = dy * ph + py
    w = torch.exp(dw) * pw
    h = torch.exp(dh) * ph
    return torch.stack((cx, cy, cx + w, cy + h), dim=1)


def bbox_ridge(phi, t, lam=1000.0):
    d = phi.shape[1]
    eye = torch.eye(d, dtype=phi.dtype)
    return torch.linalg.solve(phi.T @ phi + lam * eye, phi.T @ t)
