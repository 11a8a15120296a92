"""en: You unfreeze D at its next step only: when train_step returns, it is still frozen.
ko: D를 다음 단계에서야 풉니다. train_step이 끝났을 때 D는 아직 고정되어 있습니다.
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
    D.requires_grad_(True)
    opt_d.zero_grad()
    loss_d = d_loss(D(real), D(G(z).detach()))
    loss_d.backward()
    opt_d.step()

    D.requires_grad_(False)
    opt_g.zero_grad()
    loss_g = g_loss(D(G(z)), kind)
    loss_g.backward()
    opt_g.step()
    return loss_d.detach(), loss_g.detach()
