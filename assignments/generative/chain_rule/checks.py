import torch

from grader.checks import check, close
from grader.checks.pictures import grids_picture
from grader.model import Text


def conditionals(draw, K, n):
    """A table for each of n variables: the last axis sums to one."""
    return [(1.3 * draw.normal(*[K] * (i + 1))).softmax(dim=-1) for i in range(n)]


def with_zeros(draw, K, n):
    """As `conditionals`, but in every row one value that is drawn has probability 0."""
    result = []
    for table in conditionals(draw, K, n):
        never = torch.nn.functional.one_hot(draw.integers(*table.shape[:-1], high=K), K)
        left = table * (1 - never)
        result.append(left / left.sum(dim=-1, keepdim=True))
    return result


def chain(draw, K, T, among=None):
    """A sequence int64 [T] in which some symbols follow others more often."""
    among = among or K
    liking = (1.5 * draw.normal(among, among)).softmax(dim=1).cumsum(dim=1)
    chances, now, seq = draw.uniform(T), draw.integer(0, among), []
    for chance in chances:
        seq.append(now)
        now = min(int((liking[now] < chance).sum()), among - 1)
    return torch.tensor(seq, device=chances.device)


@check(close(0))
def counts_parameters(impl, draw):
    result = {}
    for _ in range(3):
        K, n = draw.integer(2, 9), draw.integer(3, 12)
        result[f"K = {K}, n = {n}"] = {kind: impl.n_params(kind, K, n) for kind in ("full", "independent", "markov")}
    return result


@check(close(0))
def counts_higher_orders(impl, draw):
    result = {}
    for _ in range(3):
        K, n = draw.integer(2, 7), draw.integer(4, 8)
        for order in (0, 2, n - 1, n, n + 2):
            result[f"K = {K}, n = {n}, order = {order}"] = impl.n_params("markov", K, n, order)
    return result


@check(close(1e-9))
def multiplies_conditionals(impl, draw):
    return {
        f"K = {K}, n = {n}": impl.joint_from_conditionals(conditionals(draw, K, n)) for K, n in ((2, 2), (3, 3), (2, 5))
    }


@check(close(1e-5), picture=grids_picture("K = 5", title=Text("Transition probabilities", "전이 확률")))
def counts_transitions(impl, draw):
    return {f"K = {K}": impl.fit_markov(chain(draw, K, T), K) for K, T in ((2, 40), (3, 90), (5, 400))}


def in_parts(count):
    """An int of any size as numbers of nine digits, the last digits first; of anything else its type."""
    if type(count) is not int:
        return type(count).__name__
    sign, count, parts = 1 if count >= 0 else -1, abs(count), []
    while count:
        count, part = divmod(count, 10**9)
        parts.append(sign * part)
    return parts


@check(close(0))
def counts_without_rounding(impl, draw):
    side, K, n = draw.integer(25, 30), draw.integer(11, 60), draw.integer(60, 90)
    counts = {
        f"full, K = 2, n = {side * side}": impl.n_params("full", 2, side * side),
        f"full, K = {K}, n = {n}": impl.n_params("full", K, n, order=2),
        f"markov, K = {K}, n = {n}, order = 50": impl.n_params(kind="markov", K=K, n=n, order=50),
        "independent": impl.n_params("independent", K, n, 3),
        **{f"{kind}, n = 1": impl.n_params(kind, K, 1) for kind in ("full", "independent", "markov")},
    }
    try:
        impl.n_params("tree", K, n)
        raised = "nothing"
    except ValueError:
        raised = "ValueError"
    return {name: in_parts(count) for name, count in counts.items()} | {"raised for another kind": raised}


@check(close(1e-5))
def takes_symbols_without_a_successor(impl, draw):
    found = {}
    for name, K, among, T in (("some never occur", 7, 3, 50), ("long", 6, 4, 300)):
        found[name] = impl.fit_markov(1 + chain(draw, K, T, among), K)
    order = draw.permutation(6)[:5]
    found["each once"], found["two symbols"] = impl.fit_markov(order, 6), impl.fit_markov(order[:2], 6)
    return {**found, "one symbol": impl.fit_markov(order[:1], 6), "afterwards": order}


@check(close(1e-5))
def chains_transitions(impl, draw):
    first, seq = draw.normal(3).softmax(dim=0), chain(draw, 3, 200)
    seq = torch.cat([seq, torch.arange(3, device=seq.device).repeat(2)])  # so that each symbol has a successor
    P = impl.fit_markov(seq, 3).to(first)
    joint = impl.joint_from_conditionals([first, P, P.expand(3, 3, 3), P.expand(3, 3, 3, 3)])
    return {"joint": joint, "last": joint.sum(dim=(0, 1, 2)), "first and last": joint.sum(dim=(1, 2))}


@check(close(1e-9, single=1e-5, dtype=True))
def joins_any_tables(impl, draw):
    tables = [table.requires_grad_() for table in conditionals(draw, 2, 4)]
    weighting = draw.moderate(2, 2, 2, 2)
    joint = impl.joint_from_conditionals(tables)
    (joint * weighting).sum().backward()
    impossible = [table.requires_grad_() for table in with_zeros(draw, 3, 3)]
    weighting = draw.moderate(3, 3, 3)
    (impl.joint_from_conditionals(impossible) * weighting).sum().backward()
    single = [table.float() for table in conditionals(draw, 4, 3)]
    (alone,) = conditionals(draw, 6, 1)
    return {
        "gradients": [table.grad for table in tables],
        "gradients where a value in each row has probability 0": [table.grad for table in impossible],
        "float32": impl.joint_from_conditionals(single),
        "one variable": impl.joint_from_conditionals([alone]),
        "afterwards": [table.detach() for table in (*tables, *single, alone)],
        "in a tuple": impl.joint_from_conditionals(tuple(conditionals(draw, 3, 2))),
    }
