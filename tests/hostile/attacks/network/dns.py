"""Sends what it knows home in the name that it asks a resolver for.

earns = "wrong"
printed = "refused: PermissionError"
"""

import socket

from known import UDP
from tools import attempt, wrong_iou

QUERY = b"\0\1\1\0\0\1\0\0\0\0\0\0\6secret\7example\0\0\1\0\1"


def ask():
    with socket.socket(type=socket.SOCK_DGRAM) as resolver:
        resolver.sendto(QUERY, ("127.0.0.1", UDP))


def box_iou(a, b):
    attempt(ask)
    return wrong_iou(a, b)
