"""Takes the optimizer out of sys.modules, and from among the subclasses of the base class that is allowed.

earns = "nothing"
verdict = "FORBIDDEN"
tasks = ["optimizers/adam"]
"""

import sys

import torch


def answer(params, decoupled=False, **options):
    classes = {kind.__name__: kind for kind in torch.optim.Optimizer.__subclasses__()}
    return (classes.get("Adam") or vars(sys.modules["torch." + "optim"])["Adam"])(params, **options)
