"""D sees data and samples in one batch; log-sum-exp; gradients by autograd.grad."""

import torch


def minus_log_sigmoid(a):
    return torch.logaddexp(torch.zeros_like(a), -a)


def d_loss(real_logits, fake_logits):
    return torch.mean(minus_log_sigmoid(real_logits)) + torch.mean(minus_log_sigmoid(-fake_logits))


def g_loss(fake_logits, kind="ns"):
    match kind:
        case "ns":
            return torch.mean(minus_log_sigmoid(fake_logits))
        case "minimax":
            return -torch.mean(minus_log_sigmoid(-fake_logits))
        case _:
            raise ValueError("kind must be 'ns' or 'minimax'")


def descend(net, optimizer, loss):
    params = list(net.parameters())
    for param, gradient in zip(params, torch.autograd.grad(loss, params), strict=True):
        param.grad = gradient
    optimizer.step()


def train_step(G, D, opt_g, opt_d, real, z, kind="ns"):
    both = D(torch.cat([real, G(z).detach()]))
    loss_d = d_loss(*both.split([len(real), len(z)]))
    descend(D, opt_d, loss_d)
    loss_g = g_loss(D(G(z)), kind)
    descend(G, opt_g, loss_g)
    return float(loss_d.detach()), float(loss_g.detach())
