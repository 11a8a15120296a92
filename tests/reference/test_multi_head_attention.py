from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from loading import load
from torch import Tensor, nn

MultiHeadAttention = load("sequence/multi_head_attention").MultiHeadAttention


def drawn(N: int = 2, T: int = 5, S: int = 7, d: int = 6) -> list[Tensor]:
    return [torch.randn(N, length, d, dtype=torch.float64, requires_grad=True) for length in (T, S, S)]


def theirs_with(ours: Any, d: int, h: int, bias: bool) -> nn.MultiheadAttention:
    """torch's own module with our weights, which it packs."""
    theirs = nn.MultiheadAttention(d, h, bias=bias, batch_first=True).double()
    projections = [ours.w_q, ours.w_k, ours.w_v]
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.cat([one.weight for one in projections]))
        if bias:
            theirs.in_proj_bias.copy_(torch.cat([one.bias for one in projections]))
    theirs.out_proj.load_state_dict(ours.w_o.state_dict())
    return theirs


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("h", [1, 2, 6])
def test_it_is_torchs_with_gradients(h: int, bias: bool) -> None:
    """In whose mask True hides."""
    ours, (q, k, v) = MultiHeadAttention(6, h, bias).double(), drawn()
    theirs = theirs_with(ours, 6, h, bias)
    mask = (torch.rand(2, h, 5, 7) < 0.5).index_fill(-1, torch.tensor([3]), True)
    for seen, hidden in ((None, None), (mask[0, 0], ~mask[0, 0]), (mask, ~mask.flatten(0, 1))):
        results = ours(q, k, v, seen), theirs(q, k, v, attn_mask=hidden, average_attn_weights=False)
        torch.testing.assert_close(*results, rtol=0, atol=1e-12)
        gradients = [torch.autograd.grad(out.square().sum() + attn.square().sum(), (q, k, v)) for out, attn in results]
        torch.testing.assert_close(*gradients, rtol=0, atol=1e-11)


def test_masks_of_three_axes_are_the_samples() -> None:
    module, (q, k, v) = MultiHeadAttention(6, 2).double(), drawn()
    mask = (torch.rand(2, 5, 7) < 0.5).index_fill(-1, torch.tensor([3]), True)
    for same in (mask[:, None], mask[:, None].expand(2, 2, 5, 7)):
        torch.testing.assert_close(module(q, k, v, mask), module(q, k, v, same))


@pytest.mark.parametrize(
    ("d", "h", "bias", "total"),
    [(512, 8, True, 1_050_624), (512, 1, True, 1_050_624), (64, 4, True, 16_640), (512, 8, False, 1_048_576)],
)
def test_published_numbers_of_parameters(d: int, h: int, bias: bool, total: int) -> None:
    assert sum(param.numel() for param in MultiHeadAttention(d, h, bias).parameters()) == total


def test_heads_must_share_the_features_equally() -> None:
    with pytest.raises(ValueError, match="4 heads"):
        MultiHeadAttention(6, 4)


def test_without_positions_it_does_not_know_the_order() -> None:
    module, (_, x, _) = MultiHeadAttention(6, 3).double(), drawn()
    order = torch.randperm(7)
    torch.testing.assert_close(module(x[:, order], x[:, order], x[:, order])[0], module(x, x, x)[0][:, order])


@pytest.mark.parametrize(("h", "weights"), [(2, [0.8044, 0.1956]), (1, [0.5, 0.5])])
def test_the_worked_example(h: int, weights: list[float]) -> None:
    module = MultiHeadAttention(4, h, bias=False)
    for projection in (module.w_q, module.w_k, module.w_v, module.w_o):
        nn.init.eye_(projection.weight)
    q, k, v = [[1.0, 0, 0, 1]], [[2.0, 0, 0, 0], [0, 0, 0, 2]], [[1.0, 1, 1, 1], [0, 0, 0, 0]]
    out, attn = module(*(torch.tensor([x]) for x in (q, k, v)))
    assert attn[0, 0, 0].tolist() == pytest.approx(weights, abs=5e-5)
    first, last = (weights[0], weights[1]) if h == 2 else (0.5, 0.5)
    assert out[0, 0].tolist() == pytest.approx([first, first, last, last], abs=5e-5)
    assert 1 / (1 + math.exp(-math.sqrt(2))) == pytest.approx(0.8044, abs=5e-5)
