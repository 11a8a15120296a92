import torch

from grader.checks import check, close, gates, same_set
from grader.checks.pictures import grids_picture
from grader.checks.training import first_symbols, learns, trained_on_sequences
from grader.model import Text


@check(gates.one_bias_or_two(1 / 2))
def has_as_many_parameters(impl, draw):
    shapes = [(draw.integer(2, 40), draw.integer(2, 60)) for _ in range(4)]
    return gates.sizes(*(make(*shape) for shape in shapes for make in (impl.LSTMCell, impl.LSTM)))


def step(cell, c):
    """One step from c, for modules that take (x, (h, c))."""
    return lambda x, h: torch.cat(cell(x, (h, c)), dim=1)


def step_in_time(lstm, c):
    return lambda x, h: torch.cat(lstm(x[:, None], (h, c))[1], dim=1)


def run(module, x, h, c):
    return gates.with_gradients(module, x, h, c, call=lambda x, h, c: module(x, (h, c)))


@check(same_set(1e-9))
def cell_takes_a_step(impl, draw):
    cell, x, h, c = impl.LSTMCell(4, 3), draw.normal(2, 4), draw.normal(2, 3), draw.normal(2, 3)
    return gates.in_every_order(cell, step(cell, c[:1]), lambda: run(cell, x, h, c), inputs=4, units=3)


@check(close(1e-12))
def cell_forgets_by_half(impl, draw):
    cell, h, c = impl.LSTMCell(3, 5).double(), draw.normal(2, 5), draw.normal(2, 5)
    found = {"c at first": c.clone()}
    with torch.no_grad():
        for param in cell.parameters():
            param.zero_()
        for t in range(1, 5):
            h, c = cell(draw.normal(2, 3), (h, c))
            found[f"step {t}"] = {"h": h, "c": c}
    return found


@check(same_set(1e-9))
def runs_over_the_steps(impl, draw):
    lstm, x, h, c = impl.LSTM(5, 3), draw.normal(2, 4, 5), draw.normal(2, 3), draw.normal(2, 3)
    return gates.in_every_order(lstm, step_in_time(lstm, c[:1]), lambda: run(lstm, x, h, c), inputs=5, units=3)


def flat(out, state):
    return [out, *state]


@check(close(1e-9), picture=grids_picture("the first batch", title=Text("h, step by step", "스텝별 h")))
def starts_anew_at_every_call(impl, draw):
    lstm, first, second = impl.LSTM(3, 7), draw.normal(2, 6, 3), draw.normal(4, 3, 3)
    state = draw.normal(4, 7), draw.normal(4, 7)
    gates.alike(lstm, step_in_time(lstm, state[1][:1]), inputs=3, units=7)
    with torch.no_grad():
        found = {"the first batch": lstm(first)[0], "another one": flat(*lstm(second))}
        found |= {"from a state": flat(*lstm(second, state)), "once more": flat(*lstm(second))}
        return found | {"the state then": list(state)}


@check(close(1e-9, single=1e-4, dtype=True))
def works_for_any_length(impl, draw):
    found = {}
    for name, (n, steps, inputs, units) in {"T=1": (3, 1, 2, 4), "N=1": (1, 5, 4, 2), "T=60": (2, 60, 3, 6)}.items():
        lstm, state = impl.LSTM(inputs, units), (draw.normal(n, units), 9 * draw.normal(n, units))
        gates.alike(lstm, step_in_time(lstm, state[1][:1]), inputs=inputs, units=units)
        found[name] = run(lstm, draw.normal(n, steps, inputs), *state)
    single = impl.LSTM(4, 5)
    gates.alike(single, step_in_time(single, draw.normal(1, 5)), inputs=4, units=5)
    found["float32"] = flat(*single.float()(draw.normal(2, 4, 4, dtype=torch.float32)))
    return found


@check(learns(), given=first_symbols(4))
def learns_what_came_first(impl, draw, given):
    return trained_on_sequences(lambda inputs: impl.LSTM(inputs, 16), 16, draw, given)
