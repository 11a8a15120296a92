from __future__ import annotations

import math

import pytest
import torch
import torch.nn.functional as F
from loading import load
from torch import Tensor

sdpa = load("sequence/attention").sdpa


def drawn(*leading: int, queries: int = 5, keys: int = 7, d_k: int = 6, d_v: int = 3) -> list[Tensor]:
    shapes = ((queries, d_k), (keys, d_k), (keys, d_v))
    return [torch.randn(*leading, *shape, dtype=torch.float64, requires_grad=True) for shape in shapes]


@pytest.mark.parametrize("leading", [(), (3,), (2, 4)])
@pytest.mark.parametrize("masked", [False, True])
def test_it_is_torchs_with_gradients(leading: tuple[int, ...], masked: bool) -> None:
    """In which True, too, means that a query may attend."""
    q, k, v = drawn(*leading)
    mask = (torch.rand(*leading, 5, 7) < 0.5).index_fill(-1, torch.tensor([2]), True) if masked else None
    ours, theirs = sdpa(q, k, v, mask)[0], F.scaled_dot_product_attention(q, k, v, mask)
    torch.testing.assert_close(ours, theirs, rtol=0, atol=2e-15)
    gradients = [torch.autograd.grad(out.square().sum(), (q, k, v)) for out in (ours, theirs)]
    torch.testing.assert_close(*gradients, rtol=0, atol=1e-12)


def test_it_is_the_loop() -> None:
    q, k, v = drawn()
    _, attn = sdpa(q, k, v)
    for i in range(5):
        e = [math.exp(sum((q[i, c] * k[j, c]).item() for c in range(6)) / 6**0.5) for j in range(7)]
        assert attn[i].tolist() == pytest.approx([one / sum(e) for one in e])


def test_rows_sum_to_one_and_hidden_keys_are_as_if_they_were_not_there() -> None:
    q, k, v = drawn(2)
    seen = torch.tensor([True, False, True, True, False, True, False])
    out, attn = sdpa(q, k, v, seen)
    torch.testing.assert_close(attn.sum(-1), torch.ones(2, 5, dtype=torch.float64))
    torch.testing.assert_close(out, sdpa(q, k[:, seen], v[:, seen])[0])
    assert not attn[..., ~seen].any()


def test_equal_keys_give_the_mean_of_the_values() -> None:
    q, k, v = drawn()
    out, _ = sdpa(q, k[:1].expand_as(k), v)
    torch.testing.assert_close(out, v.mean(0).expand_as(out))


def test_four_times_the_features_and_half_the_query_change_nothing() -> None:
    q, k, v = drawn()
    torch.testing.assert_close(sdpa(q.repeat(1, 4) / 2, k.repeat(1, 4), v), sdpa(q, k, v))


def test_the_worked_example() -> None:
    q, k, v = torch.ones(1, 4), torch.tensor([[1.0], [0.0], [5.0]]).expand(3, 4), torch.tensor([[10.0], [20.0], [30.0]])
    out, attn = sdpa(q, k, v, torch.tensor([True, True, False]))
    assert attn[0].tolist() == pytest.approx([0.8808, 0.1192, 0], abs=5e-5) and out.item() == pytest.approx(
        11.192, abs=5e-4
    )
    assert (4 * torch.tensor([1.0, 0.0])).softmax(0).tolist() == pytest.approx([0.9820, 0.0180], abs=5e-5)


def test_products_of_independent_numbers_have_the_variance_d_k() -> None:
    q, k = torch.randn(2, 20_000, 64, generator=torch.Generator().manual_seed(1))
    assert float((q * k).sum(-1).var()) == pytest.approx(64, rel=0.1)
