"""Runs the source of a forbidden package under another name.

earns = "nothing"
verdict = "ERROR"
tasks = ["optimizers/adam"]
"""

import glob

(path,) = glob.glob("/packages/*/torch/op" + "tim/adam.py")
space = {"__name__": "torch.op" + "tim.stolen"}
exec(open(path).read(), space)
answer = space["Ad" + "am"]
