"""Generative adversarial nets (Goodfellow et al.), arXiv 1406.2661: D tells data from samples, G learns to deceive it.

    min_G max_D  V = E_x log D(x) + E_z log(1 - D(G(z)))                    equation 1
    D*(x) = p(x) / (p(x) + p_G(x)),   V(G, D*) = -log 4 + 2 JS(p || p_G)    section 4.1

D(x) = σ(logit). With softplus(a) = log(1 + e^a): -log σ(a) = softplus(-a) and -log(1 - σ(a)) = softplus(a), for any a.
"""

from __future__ import annotations

from typing import Any

import torch.nn.functional as F
from torch import Tensor, nn


def d_loss(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """-V, which D minimises: the sum of two means, 0-d. The two may differ in shape."""
    return F.softplus(-real_logits).mean() + F.softplus(fake_logits).mean()


def g_loss(fake_logits: Tensor, kind: str = "ns") -> Tensor:
    """What G minimises, 0-d: -log D(G(z)) ('ns', non-saturating) or log(1 - D(G(z))) ('minimax'). Raises ValueError for another
    kind."""
    if kind == "ns":
        return F.softplus(-fake_logits).mean()
    if kind == "minimax":
        return -F.softplus(fake_logits).mean()
    raise ValueError(f"the kind is 'ns' or 'minimax', not {kind!r}")


def train_step(
    G: nn.Module, D: nn.Module, opt_g: Any, opt_d: Any, real: Tensor, z: Tensor, kind: str = "ns"
) -> tuple[Tensor, Tensor]:
    """One step of D, then one of G against the D that has just learnt. Returns the two losses that were minimised, 0-d."""
    opt_d.zero_grad()
    loss_d = d_loss(D(real), D(G(z).detach()))  # nothing is to be learnt by G here
    loss_d.backward()
    opt_d.step()

    opt_g.zero_grad()
    loss_g = g_loss(D(G(z)), kind)
    loss_g.backward()
    opt_g.step()
    return loss_d.detach(), loss_g.detach()
