"""The stable formula by hand: max(a, 0) + log(1 + e^-|a|); both optimizers cleared at each step."""

import torch


def softplus(a):
    return a.clamp(min=0) + torch.log1p(torch.exp(-a.abs()))


def d_loss(real_logits, fake_logits):
    real_part = softplus(-real_logits).sum() / real_logits.numel()
    fake_part = softplus(fake_logits).sum() / fake_logits.numel()
    return real_part + fake_part


def g_loss(fake_logits, kind="ns"):
    if kind == "ns":
        loss = softplus(-fake_logits)
    elif kind == "minimax":
        loss = -softplus(fake_logits)
    else:
        raise ValueError("unknown kind")
    return loss.mean()


def train_step(G, D, opt_g, opt_d, real, z, kind="ns"):
    G.train()
    D.train()
    losses = []
    for which in ("D", "G"):
        for optimizer in (opt_d, opt_g):
            optimizer.zero_grad()
        fake = G(z)
        loss = d_loss(D(real), D(fake.detach())) if which == "D" else g_loss(D(fake), kind=kind)
        loss.backward()
        (opt_d if which == "D" else opt_g).step()
        losses.append(loss.detach())
    return tuple(losses)
