"""Makes others wait: computes in every check almost as long as it may.

earns = "wrong"

[limits]
cpu_seconds = 0.4
"""

import time

from tools import running, wrong_iou

checked = set()


def box_iou(a, b):
    name = running()["call"]["check"]
    end = time.process_time() + 0.1 * (name not in checked)
    checked.add(name)
    while time.process_time() < end:
        pass
    return wrong_iou(a, b)
