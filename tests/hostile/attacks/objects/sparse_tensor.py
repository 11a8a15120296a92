"""Returns a sparse tensor.

earns = "nothing"
verdict = "FAIL"
"""

from tools import right_iou


def box_iou(a, b):
    return right_iou(a, b).to_sparse()
