"""Warns without end. Python swallows the failure of a warning that cannot be written.

earns = "nothing"
verdict = "TIMEOUT"

[limits]
cpu_seconds = 0.5
"""

import warnings


def box_iou(a, b):
    warnings.simplefilter("always")
    while True:
        warnings.warn("x" * 1000, stacklevel=1)
