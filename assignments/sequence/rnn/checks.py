import torch

from grader.checks import check, close, gates, same_set
from grader.checks.pictures import grids_picture
from grader.checks.training import first_symbols, learns, trained_on_sequences
from grader.model import Text


@check(gates.one_bias_or_two(1 / 2))
def has_as_many_parameters(impl, draw):
    shapes = [(draw.integer(2, 40), draw.integer(2, 60)) for _ in range(4)]
    return gates.sizes(*(impl.RNN(*shape) for shape in shapes))


def step(rnn):
    return lambda x, h: rnn(x[:, None], h)[1]


@check(same_set(1e-9))
def computes_states_and_gradients(impl, draw):
    rnn, inputs = impl.RNN(5, 3), [draw.normal(2, 4, 5), draw.normal(2, 3)]
    return gates.in_every_order(rnn, step(rnn), lambda: gates.with_gradients(rnn, *inputs), inputs=5, units=3)


@check(close(1e-9), picture=grids_picture("the first batch", title=Text("States, step by step", "스텝별 상태")))
def starts_anew_at_every_call(impl, draw):
    rnn = impl.RNN(3, 7)
    gates.alike(rnn, step(rnn), inputs=3, units=7)
    first, second, h0 = draw.normal(2, 6, 3), draw.normal(4, 3, 3), draw.normal(4, 7)
    with torch.no_grad():
        found = {"the first batch": rnn(first)[0], "another one": list(rnn(second)), "from h0": list(rnn(second, h0))}
        return found | {"once more": list(rnn(second)), "h0 then": h0}


@check(close(1e-9, single=1e-4, dtype=True))
def works_for_any_length(impl, draw):
    found = {}
    for name, (n, steps, inputs, units) in {"T=1": (3, 1, 2, 4), "N=1": (1, 5, 4, 2), "T=60": (2, 60, 3, 6)}.items():
        rnn = impl.RNN(inputs, units)
        gates.alike(rnn, step(rnn), inputs=inputs, units=units)
        found[name] = gates.with_gradients(rnn, draw.normal(n, steps, inputs), draw.normal(n, units))
    single = impl.RNN(4, 5)
    gates.alike(single, step(single), inputs=4, units=5)
    found["float32"] = list(single.float()(draw.normal(2, 4, 4, dtype=torch.float32)))
    return found


@check(learns(), given=first_symbols(4))
def learns_what_came_first(impl, draw, given):
    return trained_on_sequences(lambda inputs: impl.RNN(inputs, 16), 16, draw, given)
