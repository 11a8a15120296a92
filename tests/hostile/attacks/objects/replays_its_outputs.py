"""Computes once and gives every later call of the same shape what it gave the first.

earns = "wrong"
"""

from tools import wrong_iou

kept = {}


def box_iou(a, b):
    known = kept.setdefault((len(a), len(b), a.dtype), [])
    known.append(wrong_iou(a, b))
    return known[0] if (known[0] == known[-1]).all() else known[-1]
