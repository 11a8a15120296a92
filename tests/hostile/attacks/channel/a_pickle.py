"""Sends a pickle where JSON and tensors are expected.

earns = "nothing"
verdict = "ERROR"
"""

import os
import pickle

from tools import answer, frame, push


class Payload:
    def __reduce__(self):
        return os.system, ("touch /tmp/hostile-litter-pickle",)


def box_iou(a, b):
    push(frame(pickle.dumps(Payload())) + frame(answer(), pickle.dumps(Payload()), pickle.dumps(Payload())))
    return a
