"""Logs much, through a handler that swallows its own failures.

earns = "wrong"
"""

import logging

from tools import wrong_iou


def box_iou(a, b):
    logging.basicConfig(level=logging.DEBUG)
    logging.raiseExceptions = False
    for _ in range(100):
        logging.debug("x" * 1000)
    return wrong_iou(a, b)
