"""Raises an exception whose text, type name and traceback raise, or never end, when somebody looks.

earns = "nothing"
verdict = "ERROR"
"""


class Sly(Exception):
    def __str__(self):
        raise self

    def __getattribute__(self, name):
        raise RecursionError


Sly.__name__ = "\ud800" * 100_000


def box_iou(a, b):
    raise Sly from Sly()
