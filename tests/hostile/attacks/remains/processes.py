"""Leaves a process behind: by fork, by vfork, by spawning and by subprocess.

earns = "wrong"
printed = "refused: PermissionError"
"""

import multiprocessing
import os
import subprocess

from tools import attempt, wrong_iou


def box_iou(a, b):
    attempt(os.fork)
    attempt(os.posix_spawn, "/bin/sleep", ["sleep", "600"], {})
    attempt(subprocess.Popen, ["/bin/sleep", "600"])
    attempt(multiprocessing.get_context("fork").Process(target=print).start)
    return wrong_iou(a, b)
