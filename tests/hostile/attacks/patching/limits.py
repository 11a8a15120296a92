"""Takes its own limits away.

earns = "wrong"
printed = "refused: ValueError"
"""

import resource

from tools import attempt, wrong_iou


def box_iou(a, b):
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        attempt(resource.setrlimit, kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return wrong_iou(a, b)
