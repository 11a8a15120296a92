import numpy as np
import torch

from grader.checks import check, close, derived
from grader.checks.pictures import grids_picture
from grader.model import Text

TABLE = Text("The encodings: a row for each position", "인코딩: 행마다 위치 하나")


def products(observed, reference):
    """Of each pair of positions the dot product, which is the same for any order and any sign of the columns."""
    tables = {name: table.values.astype(np.float64) for name, table in observed.items()}
    return {name: table @ table.T for name, table in tables.items()}


def sizes(draw):
    """Positions and features of a small table and of a larger one."""
    return {
        "first": (draw.integer(9, 31), 2 * draw.integer(3, 15)),
        "second": (draw.integer(40, 61), 2 * draw.integer(16, 25)),
    }


@check(derived(products, close(atol=1e-3)), picture=grids_picture("first", title=TABLE))
def turns_pairs_of_features_at_their_speeds(impl, draw):
    return {name: impl.sinusoidal_pe(T, d) for name, (T, d) in sizes(draw).items()}


@check(close(atol=1e-4, dtype=True), picture=grids_picture("first", title=TABLE))
def alternates_sines_and_cosines(impl, draw):
    return {name: impl.sinusoidal_pe(T, d) for name, (T, d) in sizes(draw).items()}


def less_the_table(impl, y):
    """What a module gave, less the student's own table, whose mistakes other checks tell: x again."""
    return y - impl.sinusoidal_pe(*y.shape[-2:]).to(y.dtype)


@check(close(atol=1e-4, dtype=True))
def adds_the_encoding_to_every_sample(impl, draw):
    x, y = draw.normal(3, 7, 6), draw.normal(2, 20, 10, dtype=torch.float32)
    return {
        "float64, less sinusoidal_pe": less_the_table(impl, impl.PositionalEncoding(6)(x)),
        "float32, less sinusoidal_pe": less_the_table(impl, impl.PositionalEncoding(10, max_len=30)(y)),
    }


@check(close(atol=1e-4))
def takes_other_sizes(impl, draw):
    T, d, N = draw.integer(30, 60), 2 * draw.integer(8, 20), draw.integer(2, 6)
    square, longest, single = draw.normal(N, N, 4), draw.normal(2, T, d), draw.normal(1, 1, d)
    return {
        "two features": impl.sinusoidal_pe(T, 2),
        "many features": impl.sinusoidal_pe(N + 2, 512),
        "one position": impl.sinusoidal_pe(1, d),
        "as many samples as positions": impl.PositionalEncoding(4, 100)(square),
        "max_len positions": impl.PositionalEncoding(d, T)(longest),
        "512 positions": impl.PositionalEncoding(6)(draw.normal(1, 512, 6)),
        "one sample, one position": impl.PositionalEncoding(d, T)(single),
    }


@check(close(atol=1e-4))
def is_a_constant_of_the_module(impl, draw):
    x, weights = draw.normal(2, 9, 8).requires_grad_(), draw.normal(2, 9, 8)
    module = impl.PositionalEncoding(8, 40).double()
    module(x.detach().clone())  # a first call must not change the second
    given = x.clone()
    y = module(given)
    (y * weights).sum().backward()
    return {
        "second call, less sinusoidal_pe": less_the_table(impl, y),
        "gradient of x": x.grad,
        "x afterwards": given,
        "learnt": [list(param.shape) for param in module.parameters() if param.requires_grad],
        **{
            f"in evaluation, call {i}, less sinusoidal_pe": less_the_table(impl, module.eval()(x.detach().clone()))
            for i in (1, 2, 3)
        },
    }
