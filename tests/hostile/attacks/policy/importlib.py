"""Imports the module of the optimizer by a name that it puts together.

earns = "nothing"
verdict = "FORBIDDEN"
tasks = ["optimizers/adam"]
"""

import importlib


def answer(params, decoupled=False, **options):
    module = importlib.import_module(".".join(["torch", "optim", "adam" + "w" * decoupled]))
    return vars(module)["Adam" + "W" * decoupled](params, **options)
