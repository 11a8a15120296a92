"""en: You compute G's loss before D's step; G learns against the updated D.
ko: D의 단계 전에 G의 손실을 계산했습니다. G는 갱신된 D에 대하여 학습합니다.
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
    params_d, params_g = list(D.parameters()), list(G.parameters())
    loss_d = d_loss(D(real), D(G(z).detach()))
    grads_d = torch.autograd.grad(loss_d, params_d)
    loss_g = g_loss(D(G(z)), kind)
    grads_g = torch.autograd.grad(loss_g, params_g)
    for params, grads, opt in ((params_d, grads_d, opt_d), (params_g, grads_g, opt_g)):
        for param, grad in zip(params, grads, strict=True):
            param.grad = grad
        opt.step()
    return loss_d.detach(), loss_g.detach()
