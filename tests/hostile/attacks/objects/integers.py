"""Returns integers, where 0.4 would be expected and 0 is within a careless tolerance.

earns = "nothing"
verdict = "FAIL"
"""

from tools import right_iou


def box_iou(a, b):
    return right_iou(a, b).long()
