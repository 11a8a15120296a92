import torch

from geometry import box_iou


def nms(boxes, scores, iou_thr):
    order = torch.argsort(scores, descending=True, stable=True)
    keep = []
    while order.numel() > 0:
        i = order[0]
        keep.append(i.item())
        rest = order[1:]
        order = rest[box_iou(boxes[i:i + 1], boxes[rest])[0] <= iou_thr]
    return torch.tensor(keep, dtype=torch.long)


def batched_nms(boxes, scores, iou_thr, classes):
    keep = []
    for c in classes.unique():
        idx = torch.where(classes == c)[0]
        keep += idx[nms(boxes[idx], scores[idx], iou_thr)].tolist()
    keep.sort(key=lambda i: (-scores[i].item(), i))
    return torch.tensor(keep, dtype=torch.long)
