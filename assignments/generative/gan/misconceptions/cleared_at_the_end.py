"""en: You clear gradients at the end alone: what was there before the first call is added to it.
ko: 그래디언트를 끝에서만 지웁니다. 첫 호출 전에 있던 것이 더해집니다.
"""

import torch
import torch.nn.functional as F


def d_loss(real_logits, fake_logits):
    real = F.binary_cross_entropy_with_logits(real_logits, torch.ones_like(real_logits))
    fake = F.binary_cross_entropy_with_logits(fake_logits, torch.zeros_like(fake_logits))
    return real + fake


def g_loss(fake_logits, kind="ns"):
    if kind == "ns":
        return F.binary_cross_entropy_with_logits(fake_logits, torch.ones_like(fake_logits))
    if kind == "minimax":
        return -F.binary_cross_entropy_with_logits(fake_logits, torch.zeros_like(fake_logits))
    raise ValueError("kind is 'ns' or 'minimax'")


def train_step(G, D, opt_g, opt_d, real, z, kind="ns"):
    loss_d = d_loss(D(real), D(G(z).detach()))
    loss_d.backward()
    opt_d.step()

    loss_g = g_loss(D(G(z)), kind)
    loss_g.backward()
    opt_g.step()
    opt_d.zero_grad()
    opt_g.zero_grad()
    return loss_d.detach(), loss_g.detach()
