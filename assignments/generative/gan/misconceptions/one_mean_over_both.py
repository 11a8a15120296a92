"""en: You took one mean over data and samples together; it is the sum of two means.
ko: 데이터와 표본을 합쳐 평균 하나를 냈습니다. 두 평균의 합입니다.
"""

import torch
import torch.nn.functional as F


def d_loss(real_logits, fake_logits):
    real = F.binary_cross_entropy_with_logits(real_logits, torch.ones_like(real_logits), reduction="sum")
    fake = F.binary_cross_entropy_with_logits(fake_logits, torch.zeros_like(fake_logits), reduction="sum")
    return 2 * (real + fake) / (real_logits.numel() + fake_logits.numel())


def g_loss(fake_logits, kind="ns"):
    if kind == "ns":
        return F.binary_cross_entropy_with_logits(fake_logits, torch.ones_like(fake_logits))
    if kind == "minimax":
        return -F.binary_cross_entropy_with_logits(fake_logits, torch.zeros_like(fake_logits))
    raise ValueError("kind is 'ns' or 'minimax'")


def train_step(G, D, opt_g, opt_d, real, z, kind="ns"):
    opt_d.zero_grad()
    loss_d = d_loss(D(real), D(G(z).detach()))
    loss_d.backward()
    opt_d.step()

    opt_g.zero_grad()
    loss_g = g_loss(D(G(z)), kind)
    loss_g.backward()
    opt_g.step()
    return loss_d.detach(), loss_g.detach()
