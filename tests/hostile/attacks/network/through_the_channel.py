"""Makes its channel to the host connect elsewhere, and listen.

earns = "wrong"
printed = "refused: PermissionError"
"""

from known import ABSTRACT
from tools import attempt, running, wrong_iou


def box_iou(a, b):
    end = running()["job"]
    attempt(end.connect, ABSTRACT)
    attempt(end.bind, "\0hostile")
    attempt(end.listen)
    return wrong_iou(a, b)
