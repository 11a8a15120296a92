"""Uses the optimizer that it was asked to build, under another name.

earns = "nothing"
verdict = "FORBIDDEN"
tasks = ["optimizers/adam"]
"""

from torch import optim as numbers

answer = numbers.Adam
