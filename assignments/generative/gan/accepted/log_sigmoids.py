"""logsigmoid; the samples of D's step come from no_grad; D is frozen while G learns."""

import torch
import torch.nn.functional as F


def d_loss(real_logits, fake_logits):
    value = F.logsigmoid(real_logits).mean() + F.logsigmoid(-fake_logits).mean()
    return -value


def g_loss(fake_logits, kind="ns"):
    losses = {"ns": lambda a: -F.logsigmoid(a), "minimax": lambda a: F.logsigmoid(-a)}
    if kind not in losses:
        raise ValueError(f"unknown kind {kind}")
    return losses[kind](fake_logits).mean()


def frozen(net, yes):
    for param in net.parameters():
        param.requires_grad_(not yes)


def train_step(G, D, opt_g, opt_d, real, z, kind="ns"):
    with torch.no_grad():
        samples = G(z)
    opt_d.zero_grad()
    loss_d = d_loss(D(real), D(samples))
    loss_d.backward()
    opt_d.step()

    frozen(D, True)
    opt_g.zero_grad()
    loss_g = g_loss(D(G(z)), kind)
    loss_g.backward()
    opt_g.step()
    frozen(D, False)
    return loss_d, loss_g
