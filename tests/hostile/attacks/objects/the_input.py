"""Returns its input.

earns = "nothing"
verdict = "FAIL"
"""


def box_iou(a, b):
    return a
