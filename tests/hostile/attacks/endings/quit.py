"""Calls the interactive interpreter's quit().

earns = "nothing"
verdict = "ERROR"
"""


def box_iou(a, b):
    quit()
