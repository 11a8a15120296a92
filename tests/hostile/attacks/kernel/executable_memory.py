"""Runs machine code of its own: from memory, and from a file that it writes.

earns = "wrong"
printed = "refused: PermissionError"
"""

import os
import sys

from tools import attempt, wrong_iou


def box_iou(a, b):
    attempt(os.memfd_create, "hostile")
    with open("/tmp/hostile-litter", "wb") as file:
        os.chmod(file.name, 0o755)
    attempt(os.execv, "/tmp/hostile-litter", ["hostile"])
    attempt(os.execv, sys.executable, ["python"])
    return wrong_iou(a, b)
