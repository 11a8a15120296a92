"""Allocates memory without end.

earns = "nothing"
verdict = "MEMORY"

[limits]
memory_mb = 64
"""


def box_iou(a, b):
    hoard = []
    while True:
        hoard.append(b"x" * (16 << 20))
