import numpy as np
import torch

from grader.checks import check, close, count, derived, layers

# What a layer's matrices are is read off its behaviour, so that nobody's layout matters: two nn.Linear, one for both, plain
# parameters. On the host they must hold the numbers that were drawn for them, and explain what the layer gives on any graph.


def read_off(conv, d_in):
    # W0 and W1 [d_in, d_out], and b: by isolated vertices and by pairs of which the second one is lit.
    one = torch.eye(d_in, dtype=torch.float64)
    alone = conv(torch.cat([torch.zeros_like(one[:1]), one]), torch.zeros(0, 2, dtype=torch.int64))
    lit = torch.stack([torch.zeros_like(one), one], dim=1).flatten(0, 1)
    paired = conv(lit, torch.arange(2 * d_in).reshape(-1, 2))
    return {"W0": alone[1:] - alone[0], "b": alone[0], "W1": paired[::2] - alone[0]}


def layer(impl, draw, d_in, d_out):
    conv = impl.GraphConv(d_in, d_out).double()
    numbers = draw.normal(2 * d_in * d_out + d_out)
    with torch.no_grad():
        start = 0
        for param in conv.parameters():
            part = numbers[start : start + param.numel()]
            if part.numel() == param.numel():
                param.copy_(part.reshape(param.shape))
            start += param.numel()
    return conv


def graph(draw, V, E):
    # E different edges, each once, its ends in any order.
    every = torch.combinations(torch.arange(V))
    edges = every[draw.permutation(len(every))[:E]]
    return torch.where(draw.integers(len(edges), 1, high=2).bool(), edges, edges.flip(1))


def explained(observed, reference):
    """The numbers found in the layer, and what its answers are off what these numbers give."""
    W0, b, W1 = (observed["layer"][name].values for name in ("W0", "b", "W1"))
    result = {"numbers of the layer, sorted": np.sort(np.concatenate([W0.ravel(), b.ravel(), W1.ravel()]))}
    for name, case in reference["graphs"].items():
        f, edges = case["features"].values, case["edges"].values.reshape(-1, 2)
        A = np.zeros((len(f), len(f)))
        np.add.at(A, (edges[:, 0], edges[:, 1]), 1.0)
        A += A.T
        due = f @ W0 + b + A @ f @ W1
        result[f"{name}: off by"] = observed["graphs"][name]["answer"].values - due
        if "weights" in case:
            w = case["weights"].values
            result[f"{name}: gradient of the features off by"] = observed["graphs"][name]["gradient"].values - (
                w @ W0.T + A @ w @ W1.T
            )
            norms = np.square(f.T @ w).sum() + np.square((A @ f).T @ w).sum() + np.square(w.sum(axis=0)).sum()
            result[f"{name}: squared gradients of the parameters off by"] = observed["graphs"][name]["squares"] - norms
    return result


def answers(conv, graphs):
    return {
        name: {"features": f, "edges": edges, "answer": conv(f.clone(), edges)} for name, (f, edges) in graphs.items()
    }


@check(count())
def graph_conv_has_as_many_parameters(impl, draw):
    sizes = [(draw.integer(3, 40), draw.integer(3, 40)) for _ in range(2)]
    return [shape for d_in, d_out in sizes for shape in layers.parameter_shapes(impl.GraphConv(d_in, d_out))]


@check(derived(explained, close(atol=1e-6)))
def adds_up_neighbours(impl, draw):
    conv = layer(impl, draw, 3, 4)
    graphs = {f"{V} vertices, {E} edges": (draw.normal(V, 3), graph(draw, V, E)) for V, E in ((3, 2), (6, 8), (9, 12))}
    return {"layer": read_off(conv, 3), "graphs": answers(conv, graphs)}


@check(close(atol=1e-7))
def measures_both_ways(impl, draw):
    P, Q = draw.normal(7, 3), draw.normal(7, 3)
    moved = draw.permutation(7)
    example = (
        torch.tensor([[0.0, 0, 0], [1, 0, 0]]).double(),
        torch.tensor([[0.0, 0, 0], [0, 2, 0], [1, 0, 1]]).double(),
    )
    scale = 0.5 + float(draw.uniform())
    return {
        "example, scaled": impl.chamfer(*(scale * cloud for cloud in example)),
        "seven and seven": impl.chamfer(P, Q),
        "the other way round": impl.chamfer(Q, P[moved]),
        "four and nine": impl.chamfer(draw.normal(4, 3), draw.normal(9, 3) + 1),
        "P afterwards": P,
    }


@check(close(atol=1e-7))
def measures_as_told(impl, draw):
    P, Q = draw.normal(5, 3), draw.normal(11, 3)
    result = {}
    for squared in (True, False):
        for reduce in ("mean", "sum"):
            result[f"squared={squared}, reduce={reduce}"] = impl.chamfer(P, Q, squared=squared, reduce=reduce)
    return {
        **result,
        "one point": impl.chamfer(P[:1], Q[:1], False),
        "one and many": impl.chamfer(P[:1], Q, True, "sum"),
    }


@check(derived(explained, close(atol=1e-6)))
def takes_any_graph(impl, draw):
    conv = layer(impl, draw, 4, 2)
    star = torch.stack([torch.zeros(7, dtype=torch.int64), torch.arange(1, 8)], dim=1)
    edges = graph(draw, 8, 9)
    graphs = {
        "no edge": (draw.normal(4, 4), star[:0]),
        "a star": (draw.normal(10, 4), torch.where(draw.integers(7, 1, high=2).bool(), star, star.flip(1))),
        "all edges": (draw.normal(6, 4), graph(draw, 6, 15)),
        "one vertex": (draw.normal(1, 4), star[:0]),
        "another order": (draw.normal(8, 4), edges[draw.permutation(9)].flip(1)),
    }
    return {
        "layer": read_off(conv, 4),
        "graphs": answers(conv, graphs),
        "sizes": [tuple(conv(*given).shape) for given in graphs.values()],
    }


def sums(observed, reference):
    return explained(observed, reference) | {"P": observed["P"].values, "Q": observed["Q"].values}


@check(derived(sums, close(atol=1e-6)))
def sends_gradients(impl, draw):
    conv, edges = layer(impl, draw, 3, 2), graph(draw, 7, 9)
    found = read_off(conv, 3)
    f, w = draw.normal(7, 3), draw.normal(7, 2)
    leaf = f.clone().requires_grad_()
    given = leaf.clone()
    answer = conv(given, edges)
    (answer * w).sum().backward()
    squares = sum(param.grad.square().sum() for param in conv.parameters() if param.grad is not None)
    P, Q = draw.normal(5, 3).requires_grad_(), draw.normal(8, 3).requires_grad_()
    impl.chamfer(P, Q, squared=False).backward()
    case = {
        "features": f,
        "edges": edges,
        "answer": answer,
        "weights": w,
        "gradient": leaf.grad + (given - leaf),
        "squares": float(squares),
    }
    return {"layer": found, "graphs": {"a graph": case}, "P": P.grad, "Q": Q.grad}
