"""The device on which probes make their tensors."""

from __future__ import annotations

import ctypes
import os


def has_gpu() -> bool:
    """Whether this machine shows an NVIDIA GPU. Looks at files alone: asking CUDA would start it, and a process that
    has started it cannot fork children that use it."""
    return os.path.exists("/dev/nvidiactl")


def start(device: str, memory_mb: float) -> str:
    """Get the device ready in this process: 'cpu' or 'cuda', and 'auto' is what there is. `memory_mb` bounds what
    torch takes of a GPU's memory. Raises RuntimeError when CUDA cannot start."""
    import torch  # here, so that whoever only looks for a GPU need not wait for it

    if device == "cpu" or (device == "auto" and not torch.cuda.is_available()):
        return "cpu"
    if not torch.cuda.is_available():
        raise RuntimeError(
            f"torch finds no CUDA device here ({_driver_says()}); leave --device out, or say --device auto"
        )
    torch.cuda.init()
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.set_per_process_memory_fraction(min(1.0, memory_mb * 2**20 / total))
    torch.zeros(1, device="cuda").add_(1).item()  # the first kernel loads what the student's calls must not pay for
    # Both would round to ten bits what the reference computes with 23.
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.deterministic, torch.backends.cudnn.benchmark = True, False
    return "cuda"


def _driver_says() -> str:
    """Why CUDA's driver does not start, in its own number (a CUresult)."""
    try:
        return f"cuInit gives {ctypes.CDLL('libcuda.so.1').cuInit(0)}"
    except OSError:
        return "no NVIDIA driver is installed"


def use(device: str, seed: int) -> None:
    """Make tensors there that nobody says a device for, and seed its generator."""
    if device != "cpu":
        import torch

        torch.set_default_device(device)
        torch.manual_seed(seed)
