"""Connects to a socket of the abstract name space, which no mount hides.

earns = "wrong"
printed = "refused: PermissionError"
"""

import socket

from known import ABSTRACT
from tools import attempt, wrong_iou


def connect():
    with socket.socket(socket.AF_UNIX) as end:
        end.connect(ABSTRACT)


def box_iou(a, b):
    attempt(connect)
    attempt(socket.socketpair)
    return wrong_iou(a, b)
