from __future__ import annotations

import itertools

import pytest
import torch
from loading import load
from torch import Tensor, nn

reference = load("sequence/encoder_layer")


def copied(ours: nn.Module, d: int, h: int, ff: int, norm_first: bool) -> nn.TransformerEncoderLayer:
    """PyTorch's layer with the same weights."""
    theirs = nn.TransformerEncoderLayer(d, h, ff, dropout=0.0, batch_first=True, norm_first=norm_first).double()
    a = ours.attention
    with torch.no_grad():
        theirs.self_attn.in_proj_weight.copy_(torch.cat([linear.weight for linear in (a.q, a.k, a.v)]))
        theirs.self_attn.in_proj_bias.copy_(torch.cat([linear.bias for linear in (a.q, a.k, a.v)]))
    for mine, its in (
        (a.o, theirs.self_attn.out_proj),
        (ours.ffn[0], theirs.linear1),
        (ours.ffn[2], theirs.linear2),
        (ours.norm1, theirs.norm1),
        (ours.norm2, theirs.norm2),
    ):
        its.load_state_dict(mine.state_dict())
    return theirs


def drawn(d: int, h: int, ff: int, norm_first: bool) -> nn.Module:
    layer: nn.Module = reference.EncoderLayer(d, h, ff, norm_first).double()
    with torch.no_grad():
        for param in layer.parameters():
            param.add_(0.2 * torch.randn_like(param))
    return layer


def both(ours: nn.Module, theirs: nn.Module, x: Tensor, mask: Tensor | None, blocked: Tensor | None) -> None:
    outputs = [ours(x, mask), theirs(x, src_mask=blocked)]
    torch.testing.assert_close(*outputs)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum() + y[0, 0, 0], x)[0] for y in outputs])


@pytest.mark.parametrize("norm_first", [False, True])
def test_the_layer_is_pytorchs_with_gradients(norm_first: bool) -> None:
    d, h, ff = 12, 3, 20
    ours = drawn(d, h, ff, norm_first)
    theirs = copied(ours, d, h, ff, norm_first)
    x = torch.randn(3, 5, d, dtype=torch.float64, requires_grad=True)
    both(ours, theirs, x, None, None)
    shared = (torch.rand(5, 5) < 0.5) | torch.eye(5, dtype=torch.bool)
    both(ours, theirs, x, shared, ~shared)
    each = (torch.rand(3, 5, 5) < 0.5) | torch.eye(5, dtype=torch.bool)
    both(ours, theirs, x, each, (~each).repeat_interleave(h, dim=0))


def test_post_norm_and_pre_norm_are_far_apart() -> None:
    pre = drawn(16, 4, 32, True)
    post = reference.EncoderLayer(16, 4, 32).double()
    post.load_state_dict(pre.state_dict())
    x = torch.randn(2, 6, 16, dtype=torch.float64)
    assert (pre(x) - post(x)).abs().max() > 0.5


@pytest.mark.parametrize(
    ("d", "h", "ff", "total"), [(512, 8, 2048, 3_152_384), (768, 12, 3072, 7_087_872), (64, 4, 128, 33_472)]
)
def test_numbers_of_parameters(d: int, h: int, ff: int, total: int) -> None:
    with torch.device("meta"):
        layer = reference.EncoderLayer(d, h, ff)
        theirs = nn.TransformerEncoderLayer(d, h, ff)
    counts = [sum(param.numel() for param in module.parameters()) for module in (layer, theirs)]
    assert counts == [total, total] == [4 * d * d + 4 * d + 2 * d * ff + ff + d + 4 * d] * 2


def test_it_does_not_know_the_order_of_tokens() -> None:
    layer, x = drawn(8, 2, 12, False), torch.randn(1, 4, 8, dtype=torch.float64)
    for order in itertools.permutations(range(4)):
        torch.testing.assert_close(layer(x[:, order]), layer(x)[:, order])


def test_the_worked_example() -> None:
    token = torch.tensor([[[1.0, 3.0]]])
    for norm_first, expected in ((True, [1.0, 3.0]), (False, [-1.0, 1.0])):
        layer = reference.EncoderLayer(2, 1, 5, norm_first)
        with torch.no_grad():
            for part in layer.modules():
                if isinstance(part, nn.Linear):
                    part.weight.zero_(), part.bias.zero_()
        torch.testing.assert_close(layer(token), torch.tensor([[expected]]), atol=1e-4, rtol=0)
    torch.testing.assert_close(torch.tensor([1.0, 0.0]).softmax(0), torch.tensor([0.731, 0.269]), atol=1e-3, rtol=0)
