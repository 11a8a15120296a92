"""en: F.binary_cross_entropy cuts logarithms at −100: large logits give a wrong loss and no gradient.
ko: F.binary_cross_entropy는 로그를 −100에서 자릅니다. 로짓이 크면 손실이 틀리고 그래디언트가 없어집니다.
"""

import torch
import torch.nn.functional as F


def d_loss(real_logits, fake_logits):
    p, q = torch.sigmoid(real_logits), torch.sigmoid(fake_logits)
    real = F.binary_cross_entropy(p, torch.ones_like(p))
    fake = F.binary_cross_entropy(q, torch.zeros_like(q))
    return real + fake


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
