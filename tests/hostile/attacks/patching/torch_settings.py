"""Sets every global switch of torch: default dtype and device, gradients, determinism, threads, printing.

earns = "at most wrong"
"""

import torch
from tools import wrong_iou


def attack():
    torch.set_default_dtype(torch.float16)
    torch.set_default_device("meta")
    torch.use_deterministic_algorithms(True)
    torch.set_grad_enabled(False)
    torch.inference_mode().__enter__()
    torch.set_flush_denormal(True)
    torch.set_num_threads(8)


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
