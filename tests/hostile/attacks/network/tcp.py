"""Connects to somebody who listens on the grading machine.

earns = "wrong"
printed = "refused: PermissionError"
"""

import socket
import urllib.request

from known import TCP
from tools import attempt, wrong_iou


def box_iou(a, b):
    attempt(socket.create_connection, ("127.0.0.1", TCP), 1)
    attempt(urllib.request.urlopen, f"http://127.0.0.1:{TCP}/", None, 1)
    return wrong_iou(a, b)
