"""Loads a state dict."""

from __future__ import annotations

import torch.nn as nn


def fc_to_conv(linear: nn.Linear, in_shape) -> nn.Conv2d:
    state = linear.state_dict()
    state["weight"] = state["weight"].unflatten(1, in_shape)
    conv = nn.Conv2d(
        in_shape[0], len(state["weight"]), tuple(in_shape[1:]), bias="bias" in state, dtype=linear.weight.dtype
    )
    conv.load_state_dict(state)
    return conv
