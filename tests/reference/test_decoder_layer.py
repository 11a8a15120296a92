from __future__ import annotations

import pytest
import torch
from loading import load
from torch import nn

reference = load("sequence/decoder_layer")


def drawn(d: int, h: int, ff: int, norm_first: bool) -> nn.Module:
    layer: nn.Module = reference.DecoderLayer(d, h, ff, norm_first).double()
    with torch.no_grad():
        for param in layer.parameters():
            param.add_(0.2 * torch.randn_like(param))
    return layer


def copied(ours: nn.Module, d: int, h: int, ff: int, norm_first: bool) -> nn.TransformerDecoderLayer:
    """PyTorch's layer with the same weights."""
    theirs = nn.TransformerDecoderLayer(d, h, ff, dropout=0.0, batch_first=True, norm_first=norm_first).double()
    for a, its in ((ours.attention, theirs.self_attn), (ours.cross, theirs.multihead_attn)):
        with torch.no_grad():
            its.in_proj_weight.copy_(torch.cat([linear.weight for linear in (a.q, a.k, a.v)]))
            its.in_proj_bias.copy_(torch.cat([linear.bias for linear in (a.q, a.k, a.v)]))
        its.out_proj.load_state_dict(a.o.state_dict())
    theirs.linear1.load_state_dict(ours.ffn[0].state_dict())
    theirs.linear2.load_state_dict(ours.ffn[2].state_dict())
    for name in ("norm1", "norm2", "norm3"):
        getattr(theirs, name).load_state_dict(getattr(ours, name).state_dict())
    return theirs


@pytest.mark.parametrize("norm_first", [False, True])
def test_the_layer_is_pytorchs_with_gradients(norm_first: bool) -> None:
    d, h, ff = 12, 3, 20
    ours = drawn(d, h, ff, norm_first)
    theirs = copied(ours, d, h, ff, norm_first)
    x, memory = (torch.randn(3, n, d, dtype=torch.float64, requires_grad=True) for n in (5, 4))
    past = reference.causal_mask(5)
    own = (torch.rand(3, 5, 5) < 0.5) | torch.eye(5, dtype=torch.bool)
    others = (torch.rand(3, 5, 4) < 0.5) | (torch.arange(4) == 1)
    for masks, blocked in (
        ((None, None), (None, None)),
        ((past, None), (~past, None)),
        ((past, others[0]), (~past, ~others[0])),
        ((own, others), tuple((~mask).repeat_interleave(h, dim=0) for mask in (own, others))),
    ):
        outputs = [ours(x, memory, *masks), theirs(x, memory, *blocked)]
        torch.testing.assert_close(*outputs)
        gradients = [torch.autograd.grad(y.square().sum() + y[0, 0, 0], (x, memory)) for y in outputs]
        torch.testing.assert_close(*gradients)


def test_the_mask_is_pytorchs() -> None:
    for T in (1, 2, 7):
        blocked = nn.Transformer.generate_square_subsequent_mask(T)
        assert torch.equal(reference.causal_mask(T), blocked == 0)
        assert reference.causal_mask(T).sum() == T * (T + 1) // 2


@pytest.mark.parametrize("norm_first", [False, True])
def test_tokens_to_come_change_nothing(norm_first: bool) -> None:
    layer = drawn(8, 2, 12, norm_first)
    x, memory = (torch.randn(2, n, 8, dtype=torch.float64) for n in (6, 4))
    other = torch.cat([x[:, :3], torch.randn(2, 3, 8, dtype=torch.float64)], dim=1)
    mask = reference.causal_mask(6)
    assert torch.equal(layer(x, memory, mask)[:, :3], layer(other, memory, mask)[:, :3])
    assert (layer(x, memory)[:, :3] - layer(other, memory)[:, :3]).abs().max() > 0.01
    torch.testing.assert_close(layer(x, memory, mask)[:, :3], layer(x[:, :3], memory, mask[:3, :3]))


@pytest.mark.parametrize(
    ("d", "h", "ff", "total"), [(512, 8, 2048, 4_204_032), (768, 12, 3072, 9_451_776), (64, 4, 128, 50_240)]
)
def test_numbers_of_parameters(d: int, h: int, ff: int, total: int) -> None:
    with torch.device("meta"):
        both = reference.DecoderLayer(d, h, ff), nn.TransformerDecoderLayer(d, h, ff)
    counts = [sum(param.numel() for param in module.parameters()) for module in both]
    assert counts == [total, total] == [2 * (4 * d * d + 4 * d) + 2 * d * ff + ff + d + 6 * d] * 2


def test_the_worked_example() -> None:
    token, memory = torch.tensor([[[1.0, 3.0]]]), torch.randn(1, 4, 2)
    for norm_first, expected in ((True, [1.0, 3.0]), (False, [-1.0, 1.0])):
        layer = reference.DecoderLayer(2, 1, 5, norm_first)
        with torch.no_grad():
            for part in layer.modules():
                if isinstance(part, nn.Linear):
                    part.weight.zero_()
                    part.bias.zero_()
        torch.testing.assert_close(layer(token, memory), torch.tensor([[expected]]), atol=1e-4, rtol=0)
