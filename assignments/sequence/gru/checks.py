import torch

from grader.checks import check, close, gates, same_set
from grader.checks.pictures import grids_picture
from grader.checks.training import first_symbols, learns, trained_on_sequences
from grader.model import Text


@check(gates.one_bias_or_two(1 / 3))
def has_as_many_parameters(impl, draw):
    shapes = [(draw.integer(2, 40), draw.integer(2, 60)) for _ in range(4)]
    return gates.sizes(*(make(*shape) for shape in shapes for make in (impl.GRUCell, impl.GRU)))


def step_in_time(gru):
    return lambda x, h: gru(x[:, None], h)[1]


@check(same_set(1e-9))
def cell_takes_a_step(impl, draw):
    cell, inputs = impl.GRUCell(4, 3), [draw.normal(2, 4), draw.normal(2, 3)]
    return gates.in_every_order(cell, cell, lambda: gates.with_gradients(cell, *inputs), inputs=4, units=3)


@check(close(1e-12))
def cell_halves_the_state(impl, draw):
    cell, h = impl.GRUCell(3, 5).double(), draw.normal(2, 5)
    found = {"h at first": h.clone()}
    with torch.no_grad():
        for param in cell.parameters():
            param.zero_()
        for t in range(1, 5):
            h = found[f"step {t}"] = cell(draw.normal(2, 3), h)
    return found


@check(same_set(1e-9))
def runs_over_the_steps(impl, draw):
    gru, inputs = impl.GRU(5, 3), [draw.normal(2, 4, 5), draw.normal(2, 3)]
    return gates.in_every_order(gru, step_in_time(gru), lambda: gates.with_gradients(gru, *inputs), inputs=5, units=3)


@check(close(1e-9), picture=grids_picture("the first batch", title=Text("States, step by step", "스텝별 상태")))
def starts_anew_at_every_call(impl, draw):
    gru, first, second, h0 = impl.GRU(3, 7), draw.normal(2, 6, 3), draw.normal(4, 3, 3), draw.normal(4, 7)
    gates.alike(gru, step_in_time(gru), inputs=3, units=7)
    with torch.no_grad():
        found = {"the first batch": gru(first)[0], "another one": list(gru(second)), "from h0": list(gru(second, h0))}
        return found | {"once more": list(gru(second)), "h0 then": h0}


@check(close(1e-9, single=1e-4, dtype=True))
def works_for_any_length(impl, draw):
    found = {}
    for name, (n, steps, inputs, units) in {"T=1": (3, 1, 2, 4), "N=1": (1, 5, 4, 2), "T=60": (2, 60, 3, 6)}.items():
        gru = impl.GRU(inputs, units)
        gates.alike(gru, step_in_time(gru), inputs=inputs, units=units)
        found[name] = gates.with_gradients(gru, draw.normal(n, steps, inputs), draw.normal(n, units))
    single = impl.GRU(4, 5)
    gates.alike(single, step_in_time(single), inputs=4, units=5)
    found["float32"] = list(single.float()(draw.normal(2, 4, 4, dtype=torch.float32)))
    return found


@check(learns(), given=first_symbols(4))
def learns_what_came_first(impl, draw, given):
    return trained_on_sequences(lambda inputs: impl.GRU(inputs, 16), 16, draw, given)
