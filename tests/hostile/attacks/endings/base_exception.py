"""Raises what `except Exception` does not catch.

earns = "nothing"
verdict = "ERROR"
"""


class Passed(BaseException):
    pass


def box_iou(a, b):
    raise Passed
