"""Returns a string of two million characters.

earns = "nothing"
verdict = "FAIL"
"""


def box_iou(a, b):
    return "0" * 2_000_000
