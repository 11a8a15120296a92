"""Executes text in which the optimizer is named.

earns = "nothing"
verdict = "FORBIDDEN"
tasks = ["optimizers/adam"]
"""

import base64

CODE = base64.b64decode("ZnJvbSB0b3JjaC5vcHRpbSBpbXBvcnQgQWRhbQ==")  # from torch.optim import Adam


def answer(params, decoupled=False, **options):
    names = {}
    exec(CODE, names)
    return names["Adam"](params, **options)
