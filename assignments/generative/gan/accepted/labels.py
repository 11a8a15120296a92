"""In the style of the DCGAN tutorial: labels, BCEWithLogitsLoss, two backward passes for D, the samples computed once."""

import torch
import torch.nn as nn

criterion = nn.BCEWithLogitsLoss()


def d_loss(real_logits, fake_logits):
    errD_real = criterion(real_logits, torch.ones_like(real_logits))
    errD_fake = criterion(fake_logits, torch.zeros_like(fake_logits))
    return errD_real + errD_fake


def g_loss(fake_logits, kind="ns"):
    if kind not in ("ns", "minimax"):
        raise ValueError(kind)
    if kind == "ns":
        return criterion(fake_logits, torch.ones_like(fake_logits))
    return -criterion(fake_logits, torch.zeros_like(fake_logits))


def train_step(G, D, opt_g, opt_d, real, z, kind="ns"):
    D.zero_grad()
    output = D(real)
    errD_real = criterion(output, torch.full_like(output, 1.0))
    errD_real.backward()
    fake = G(z)
    output = D(fake.detach())
    errD_fake = criterion(output, torch.full_like(output, 0.0))
    errD_fake.backward()
    errD = errD_real + errD_fake
    opt_d.step()

    G.zero_grad()
    output = D(fake)
    errG = g_loss(output, kind)
    errG.backward()
    opt_g.step()
    return errD.item(), errG.item()
