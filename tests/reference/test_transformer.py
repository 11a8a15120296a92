from __future__ import annotations

import math

import torch
from loading import load
from torch import Tensor, nn

reference = load("sequence/transformer")


def tokens(*shape: int, V: int = 11) -> Tensor:
    return torch.randint(0, V, shape, generator=torch.Generator().manual_seed(sum(shape)))


def small(N: int = 2) -> nn.Module:
    torch.manual_seed(0)
    model: nn.Module = reference.Transformer(11, 12, 2, N, 20).double()
    with torch.no_grad():
        for param in model.parameters():
            param.add_(0.1 * torch.randn_like(param))
    return model


def stacks(ours: nn.Module, N: int) -> nn.Transformer:
    """PyTorch's stacks with the same weights; what it has at their ends is taken out."""
    theirs = nn.Transformer(12, 2, N, N, 20, dropout=0.0, batch_first=True).double()
    theirs.encoder.norm = theirs.decoder.norm = None
    layers = zip((*ours.encoder, *ours.decoder), (*theirs.encoder.layers, *theirs.decoder.layers), strict=True)
    for mine, its in layers:
        for a, b in ((mine.attention, its.self_attn), (mine.cross, getattr(its, "multihead_attn", None))):
            if a is None:
                continue
            with torch.no_grad():
                b.in_proj_weight.copy_(torch.cat([linear.weight for linear in (a.q, a.k, a.v)]))
                b.in_proj_bias.copy_(torch.cat([linear.bias for linear in (a.q, a.k, a.v)]))
            b.out_proj.load_state_dict(a.o.state_dict())
        its.linear1.load_state_dict(mine.ffn[0].state_dict())
        its.linear2.load_state_dict(mine.ffn[2].state_dict())
        for i, norm in enumerate(mine.norms, 1):
            getattr(its, f"norm{i}").load_state_dict(norm.state_dict())
    return theirs


def test_the_stacks_are_pytorchs() -> None:
    ours, src, tgt = small(), tokens(3, 5), tokens(3, 4)
    theirs = stacks(ours, 2)
    x, y = (math.sqrt(12) * ours.E[t] + naive(t.shape[1], 12) for t in (src, tgt))
    blocked = torch.ones(4, 4, dtype=torch.bool).triu(1)
    torch.testing.assert_close(ours(src, tgt), theirs(x, y, tgt_mask=blocked) @ ours.E.T)


def naive(T: int, d: int) -> Tensor:
    rows = []
    for p in range(T):
        row = []
        for i in range(d // 2):
            angle = p / 10000 ** (2 * i / d)
            row += [math.sin(angle), math.cos(angle)]
        rows.append(row)
    return torch.tensor(rows, dtype=torch.float64)


def test_encodings() -> None:
    for T, d in ((1, 4), (7, 16), (300, 6)):
        torch.testing.assert_close(reference.encodings(T, d), naive(T, d))
    known = reference.encodings(2, 16)[1, :4]
    torch.testing.assert_close(known.float(), torch.tensor([0.8415, 0.5403, 0.3110, 0.9504]), atol=1e-4, rtol=0)
    worked = torch.tensor([[0, 1, 0, 1], [0.8415, 0.5403, 0.0100, 1.0000]])
    torch.testing.assert_close(reference.encodings(2, 4).float(), worked, atol=1e-4, rtol=0)
    torch.testing.assert_close(reference.encodings(9, 16).square().sum(dim=1), torch.full((9,), 8.0).double())


def test_published_number_of_parameters() -> None:
    with torch.device("meta"):
        ours, theirs = reference.Transformer(37_000), nn.Transformer(batch_first=True)
    counts = [sum(param.numel() for param in module.parameters()) for module in (ours, theirs)]
    assert counts == [63_082_496, 44_140_544]
    assert counts[0] - 37_000 * 512 == counts[1] - 2 * 2 * 512 == 44_138_496  # two norms at the ends


def test_tokens_to_come_change_nothing() -> None:
    model, src, tgt = small(), tokens(2, 5), tokens(2, 6)
    other = torch.cat([tgt[:, :3], (tgt[:, 3:] + 1) % 11], dim=1)
    assert torch.equal(model(src, tgt)[:, :3], model(src, other)[:, :3])
    torch.testing.assert_close(model(src, tgt)[:, :3], model(src, tgt[:, :3]))
    assert (model(src, tgt)[:, 3:] - model(src, other)[:, 3:]).abs().max() > 0.01


def test_shift_right() -> None:
    tgt = torch.tensor([[5, 7, 9]])
    assert reference.shift_right(tgt, 1).tolist() == [[1, 5, 7]]
    assert tgt.tolist() == [[5, 7, 9]]


def test_decoding_one_by_one_is_what_one_pass_over_the_result_says() -> None:
    model, src = small(), tokens(4, 5)
    found = reference.greedy_decode(model, src, 3, 7)
    assert found.shape == (4, 7)
    assert torch.equal(model(src, reference.shift_right(found, 3)).argmax(dim=-1), found)


def test_greedy_decoding_of_a_rule() -> None:
    class Doubles(nn.Module):
        """Twice the last token, plus the first of the source."""

        def forward(self, src: Tensor, tgt: Tensor) -> Tensor:
            return nn.functional.one_hot((2 * tgt + src[:, :1]) % 11, 11).float()

    assert reference.greedy_decode(Doubles(), torch.tensor([[1], [0]]), 1, 4).tolist() == [[3, 7, 4, 9], [2, 4, 8, 5]]
