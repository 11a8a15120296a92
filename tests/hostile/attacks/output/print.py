"""Prints without end.

earns = "nothing"
verdict = "ERROR"
"""


def box_iou(a, b):
    while True:
        print("x" * 1000)
