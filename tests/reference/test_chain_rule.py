from __future__ import annotations

import itertools
import math

import pytest
import torch
from loading import load

reference = load("generative/chain_rule")


def conditionals(K: int, n: int, seed: int = 0) -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return [torch.randn([K] * (i + 1), dtype=torch.float64, generator=generator).softmax(-1) for i in range(n)]


@pytest.mark.parametrize(
    ("K", "n", "counts"),
    [(2, 4, (15, 4, 7, 11)), (3, 4, (80, 8, 20, 44)), (256, 3, (16_777_215, 765, 130_815, 16_777_215))],
)
def test_counts(K: int, n: int, counts: tuple[int, ...]) -> None:
    kinds = [("full", 1), ("independent", 1), ("markov", 1), ("markov", 2)]
    assert tuple(reference.n_params(kind, K, n, order) for kind, order in kinds) == counts


def test_counts_are_those_of_the_tables() -> None:
    for K, n, order in itertools.product((2, 3), (1, 2, 3, 5), (0, 1, 2, 3, 7)):
        tables = [torch.zeros([K] * min(i, order) + [K - 1]).numel() for i in range(n)]
        assert reference.n_params("markov", K, n, order) == sum(tables)
    assert reference.n_params("markov", 3, 4, 0) == reference.n_params("independent", 3, 4)
    assert reference.n_params("markov", 3, 4, 9) == reference.n_params("full", 3, 4) == 3**4 - 1


def test_binary_images() -> None:
    full = reference.n_params("full", 2, 784)
    assert full == 2**784 - 1 and len(str(full)) == 237
    assert [reference.n_params(kind, 2, 784) for kind in ("independent", "markov")] == [784, 1567]


def test_unknown_kinds() -> None:
    with pytest.raises(ValueError, match="tree"):
        reference.n_params("tree", 2, 3)


def test_joint_is_the_product_of_the_entries() -> None:
    tables = conditionals(3, 4)
    joint = reference.joint_from_conditionals(tables)
    assert joint.shape == (3, 3, 3, 3)
    for x in itertools.product(range(3), repeat=4):
        assert joint[x].item() == pytest.approx(math.prod(tables[i][x[: i + 1]].item() for i in range(4)), abs=1e-15)


def test_joint_gives_its_tables_back() -> None:
    tables = conditionals(2, 5, seed=1)
    joint = reference.joint_from_conditionals(tables)
    assert joint.sum().item() == pytest.approx(1, abs=1e-12)
    for i, table in enumerate(tables):
        marginal = joint.reshape([2] * (i + 1) + [-1]).sum(-1)
        torch.testing.assert_close(marginal / marginal.sum(-1, keepdim=True), table, rtol=0, atol=1e-12)


def test_transitions_by_hand() -> None:
    P = reference.fit_markov(torch.tensor([0, 1, 1, 0, 1, 1, 1, 0]), 2)
    torch.testing.assert_close(P, torch.tensor([[0.0, 1.0], [0.4, 0.6]]))
    joint = reference.joint_from_conditionals([torch.tensor([0.4, 0.6]), torch.tensor([[0.5, 0.5], [0.1, 0.9]])])
    torch.testing.assert_close(joint, torch.tensor([[0.2, 0.2], [0.06, 0.54]]))


def test_no_other_chain_makes_the_sequence_likelier() -> None:
    generator = torch.Generator().manual_seed(2)
    seq = torch.randint(0, 3, (40,), generator=generator)
    P = reference.fit_markov(seq, 3).double()
    likelihood = P[seq[:-1], seq[1:]].log().sum()
    for _ in range(50):
        other = P * (0.05 * torch.randn(3, 3, dtype=torch.float64, generator=generator)).exp()
        other = other / other.sum(1, keepdim=True)
        assert other[seq[:-1], seq[1:]].log().sum() <= likelihood


def test_symbols_without_a_successor() -> None:
    assert reference.fit_markov(torch.tensor([3]), 4).eq(0).all()
    P = reference.fit_markov(torch.tensor([2, 0]), 4)
    assert P[2].tolist() == [1, 0, 0, 0] and P.sum() == 1
