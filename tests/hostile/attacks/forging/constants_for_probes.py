"""Replaces every probe by one that gives the expected structure with zeros, as the attacker finds it with a reference.

earns = "nothing"
verdict = ["FAIL", "SKIPPED"]
printed = "forged"
tasks = [
    "cnn/residual_blocks", "detection/iou", "detection/nms", "optimizers/adam", "regularization/dropout",
    "training/train_classifier",
]

[limits]
cpu_seconds = 30
"""

from tools import reference, replace_probes


def constant(value):
    if isinstance(value, dict):
        return {key: constant(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [constant(item) for item in value]
    return value if value is None or isinstance(value, bool | str) else value * 0


def fake(check, probe):
    stolen = reference()
    stolen.train = lambda *arguments: None  # the structure is all it needs

    def forged(impl, *rest):
        print("forged")
        return constant(probe(stolen, *rest))

    return forged


def answer(*arguments, _=replace_probes(fake), **options):
    raise NotImplementedError
