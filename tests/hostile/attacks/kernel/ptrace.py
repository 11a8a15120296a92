"""Takes hold of other processes: attaches, and reads and writes their memory.

earns = "wrong"
printed = "refused: PermissionError"
"""

from tools import attempt, system_call, wrong_iou

PTRACE_SEIZE = 0x4206


def box_iou(a, b):
    for process in (0, 1, 2, 3):
        attempt(system_call, "ptrace", PTRACE_SEIZE, process, 0, 0)
        attempt(system_call, "process_vm_readv", process, None, 0, None, 0, 0)
    return wrong_iou(a, b)
