"""Closes one direction of the channel: it can no more answer.

earns = "nothing"
verdict = "ERROR"
"""

import socket

from tools import running, wrong_iou


def box_iou(a, b):
    running()["job"].shutdown(socket.SHUT_WR)
    return wrong_iou(a, b)
