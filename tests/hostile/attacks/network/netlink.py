"""Opens sockets that speak to the kernel: netlink, packets, vsock.

earns = "wrong"
printed = "refused: PermissionError"
"""

import socket

from tools import attempt, wrong_iou


def box_iou(a, b):
    attempt(socket.socket, socket.AF_NETLINK, socket.SOCK_RAW, 0)
    attempt(socket.socket, socket.AF_PACKET, socket.SOCK_RAW, 0)
    attempt(socket.socket, 40, socket.SOCK_STREAM, 0)
    return wrong_iou(a, b)
