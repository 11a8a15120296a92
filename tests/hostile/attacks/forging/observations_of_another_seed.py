"""Replaces every probe by one that gives what the reference gave under a seed of the attacker's own.

earns = "nothing"
verdict = ["FAIL", "SKIPPED"]
printed = "forged"
tasks = ["detection/iou", "detection/nms", "optimizers/adam", "regularization/dropout"]

[limits]
cpu_seconds = 30
"""

import torch
from tools import reference, replace_probes

from grader.checks.draw import Draw


def fake(check, probe):
    stolen = reference()

    def forged(impl, draw, *given):
        print("forged")
        torch.manual_seed(1)
        given = [check.given(Draw(1)).shown] if check.given else []
        return probe(stolen, Draw(1), *given)

    return forged


def answer(*arguments, _=replace_probes(fake), **options):
    raise NotImplementedError
