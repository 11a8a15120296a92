"""Opens the database of grades to write a better one.

earns = "wrong"
printed = "refused: OperationalError"
"""

import sqlite3

from known import DATABASE, SECRET
from tools import attempt, wrong_iou


def write():
    with sqlite3.connect(DATABASE) as connection:
        connection.execute("update grades set secret = 'mine'")


def box_iou(a, b):
    attempt(write)
    attempt(open, SECRET)
    return wrong_iou(a, b)
