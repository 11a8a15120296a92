"""Answers with a shape that takes the host hours to multiply.

earns = "nothing"
verdict = "FAIL"
tasks = ["cnn/residual_blocks"]
"""

import json
import os
import struct

import numpy as np
import safetensors.numpy
import tools


def answer(*args, **kwargs):
    blob = safetensors.numpy.save({"int64": np.full(1_000_000, 2**62)})
    text = json.dumps([{"$tensor": [0, "int64", "int64", [1_000_000]]}]).encode()
    for name in tools.checks():
        head = json.dumps(tools.answer(name)).encode()
        tools.push(struct.pack("!III", len(head), len(text), len(blob)) + head + text + blob)
    os._exit(0)
