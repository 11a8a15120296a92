"""What attackers share. It is handed in beside every attack, as a second file of the same submission.

`known.py`, a third file, holds what an attacker may have found out beforehand: the references of all tasks, where the
project and a secret lie on the grading machine, and where somebody listens.
"""

import ctypes
import json
import os
import stat
import struct
import sys

import known
import torch


def right_iou(a, b):
    return _iou(a.double(), b.double(), 0.0)


def wrong_iou(a, b):
    """Without a clamp at 0: earns some checks, and not those with boxes that lie apart."""
    return _iou(a.double(), b.double(), -torch.inf)


def careless_iou(a, b):
    """Right, but changes its inputs."""
    result = right_iou(a, b)
    a.zero_(), b.zero_()
    return result


def _iou(a, b, smallest_side):
    area_a, area_b = (torch.prod(boxes[:, 2:] - boxes[:, :2], dim=1) for boxes in (a, b))
    low, high = torch.maximum(a[:, None, :2], b[None, :, :2]), torch.minimum(a[:, None, 2:], b[None, :, 2:])
    inter = (high - low).clamp(min=smallest_side).prod(dim=2)
    return inter / (area_a[:, None] + area_b[None, :] - inter)


def attempt(what, *arguments):
    """Call it, and print what came of it: evidence that the attack was made."""
    try:
        print("went through:", what(*arguments))
    except Exception as error:
        print("refused:", type(error).__name__, error)


# --- system calls --------------------------------------------------------------------------------------------------

_libc = ctypes.CDLL(None, use_errno=True)


_NUMBERS = {  # on x86_64, on aarch64
    "add_key": (248, 217), "bpf": (321, 280), "capset": (126, 91), "clone": (56, 220), "clone3": (435, 435),
    "io_uring_setup": (425, 425), "keyctl": (250, 219), "mount": (165, 40), "process_vm_readv": (310, 270),
    "ptrace": (101, 117), "setuid": (105, 146), "umount2": (166, 39), "unshare": (272, 97), "userfaultfd": (323, 282),
}  # fmt: skip


def system_call(name, *arguments):
    """The result. Raises OSError."""
    result = _libc.syscall(_NUMBERS[name][os.uname().machine != "x86_64"], *arguments)
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


# --- the channel to the host ---------------------------------------------------------------------------------------


def channel():
    """The descriptor of the socket that leads to the host."""
    return next(number for number in range(3, 256) if _is_socket(number))


def _is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


def frame(header, tree=b"", tensors=b""):
    """The bytes of one frame. `header` is a dict, or bytes that are sent as they are."""
    head = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("!III", len(head), len(tree), len(tensors)) + head + tree + tensors


def answer(check="matches_the_worked_examples", **fields):
    """The header of the frame that answers a check."""
    return {"event": "check", "check": check, "status": "observed", "cpu": 0.1, "printed": "", **fields}


def push(data):
    """Write all of it to the host."""
    while data:
        data = data[os.write(channel(), data) :]


# --- the grader's own code, which runs in the same process -----------------------------------------------------------


def frames():
    frame = sys._getframe(1)
    while frame is not None:
        yield frame
        frame = frame.f_back


def running():
    """The local variables of the function that runs the checks: `checks`, `command`, `impl`, `call`, ..."""
    return next(frame.f_locals for frame in frames() if "checks" in frame.f_locals and "command" in frame.f_locals)


def checks():
    """The checks of this task, by name."""
    here = running()
    return here["checks"][here["command"]["task"]]


def replace_probes(fake):
    """Put `fake(check, its probe)` in the place of every probe."""
    for check in checks().values():
        object.__setattr__(check, "probe", fake(check, check.probe))


def reference():
    """The reference of this task, run under the attacker's hands: an object with its symbols."""
    module = type(sys)("stolen")
    exec(known.REFERENCES[running()["command"]["task"]], module.__dict__)
    return module
