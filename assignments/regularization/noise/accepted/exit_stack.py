"""An ExitStack of callbacks, one for each parameter; a Box-Muller draw."""

from __future__ import annotations

import contextlib
import math

import torch


def gaussian(shape, dtype, generator):
    u, v = (torch.rand(shape, generator=generator, dtype=torch.float64) for _ in range(2))
    return ((-2 * torch.log1p(-u)).sqrt() * torch.cos(2 * math.pi * v)).to(dtype)


def add_input_noise(x, std, generator=None):
    return torch.add(x, gaussian(x.shape, x.dtype, generator), alpha=std)


@contextlib.contextmanager
def weight_noise(model, std, generator=None):
    with contextlib.ExitStack() as stack:
        for parameter in model.parameters():
            original = parameter.detach().clone()

            def restore(parameter=parameter, original=original):
                with torch.no_grad():
                    parameter.copy_(original)

            stack.callback(restore)
            with torch.no_grad():
                parameter.copy_(original + std * gaussian(original.shape, original.dtype, generator))
        yield
