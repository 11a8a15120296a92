"""Takes the seeds out of torch, random and numpy, and lets every draw be zero.

earns = "at most wrong"
"""

import random

import numpy as np
import torch
from tools import wrong_iou

from grader.checks.draw import Draw


def attack():
    torch.manual_seed = random.seed = np.random.seed = lambda *_: None
    Draw.normal = Draw.uniform = lambda self, *shape, **options: torch.zeros(shape, dtype=torch.float64)
    Draw.boxes = lambda self, n, **options: torch.tensor([[0.0, 0.0, 1.0, 1.0]] * n, dtype=torch.float64)


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
