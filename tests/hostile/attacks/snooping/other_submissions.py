"""Looks through every folder there is for what others have handed in, for databases and for the secret.

earns = "wrong"
printed = "found: []"
"""

import os
import sys

from tools import wrong_iou

SYSTEM = ("/usr", "/lib", "/lib64", sys.base_prefix, *sys.path)


def look():
    found = []
    for folder, inner, names in os.walk("/"):
        inner[:] = [name for name in inner if os.path.join(folder, name) not in SYSTEM]
        found += [name for name in names if name.endswith((".sqlite", ".ipynb", ".zip", ".toml", "secret.txt"))]
    return found


def box_iou(a, b, found=look()):
    print("found:", found)
    return wrong_iou(a, b)
