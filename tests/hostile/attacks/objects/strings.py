"""Returns the right numbers as text.

earns = "nothing"
verdict = "FAIL"
"""

from tools import right_iou


def box_iou(a, b):
    return [[str(float(number)) for number in row] for row in right_iou(a, b)]
