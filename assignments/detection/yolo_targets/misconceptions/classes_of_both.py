"""en: The second object of a cell adds its class to that of the first one.
ko: 같은 칸의 둘째 물체가 자기 클래스를 더합니다.
"""

from __future__ import annotations

import torch


def yolo_encode(boxes, labels, S=7, B=2, C=20):
    target = torch.zeros(S, S, 5 * B + C, dtype=torch.float64)
    for box, label in zip(boxes, labels, strict=True):
        x1, y1, x2, y2 = box.tolist()
        cx, cy = (x1 + x2) / 2, (y1 + y2) / 2
        w, h = x2 - x1, y2 - y1
        col = min(int(cx * S), S - 1)
        row = min(int(cy * S), S - 1)
        if target[row, col, 4] == 0:
            target[row, col, :5] = torch.tensor([cx * S - col, cy * S - row, w, h, 1.0])
        target[row, col, 5 * B + int(label)] = 1
    return target


def yolo_decode(t, conf_thr, B=2, C=20):
    S = t.shape[0]
    boxes, labels, scores = [], [], []
    for row in range(S):
        for col in range(S):
            cell = t[row, col]
            prob, cls = cell[5 * B :].max(dim=0)
            for b in range(B):
                x, y, w, h, conf = cell[5 * b : 5 * b + 5].tolist()
                score = conf * float(prob)
                if score > conf_thr:
                    cx, cy = (col + x) / S, (row + y) / S
                    boxes.append([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2])
                    labels.append(int(cls))
                    scores.append(score)
    return (
        torch.tensor(boxes, dtype=torch.float64).reshape(-1, 4),
        torch.tensor(labels, dtype=torch.int64),
        torch.tensor(scores, dtype=torch.float64),
    )
