"""Maps shared memory that nobody else sees, without end.

earns = "nothing"
verdict = "MEMORY"

[limits]
memory_mb = 64
"""

import mmap


def box_iou(a, b):
    hoard = []
    while True:
        hoard.append(mmap.mmap(-1, 16 << 20))
        hoard[-1].write(bytes(16 << 20))
