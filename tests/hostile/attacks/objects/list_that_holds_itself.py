"""Returns a list that holds itself.

earns = "nothing"
verdict = "FAIL"
"""


def box_iou(a, b):
    endless = []
    endless.append(endless)
    return endless
