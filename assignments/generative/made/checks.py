from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from grader.checks import Given, bits, check, close, count, derived, layers, under
from grader.checks.pictures import grids_picture, layers_picture
from grader.checks.training import minimise
from grader.model import Text

if TYPE_CHECKING:
    from grader.checks.draw import Draw

BITS = 7


def drawn_degrees(draw, D, hidden, *, natural=False):
    """An order of the inputs, and degrees from 1 to D - 1 for each hidden unit."""
    order = 1 + (torch.arange(D) if natural else draw.cycle(D))
    return [order.to(draw.permutation(1)), *(draw.integers(H, low=1, high=D) for H in hidden)]


def as_numbers(masks):
    """Masks may be of any dtype."""
    return [torch.as_tensor(mask).double() for mask in masks]


def filled(impl, x, *arguments):
    return layers.fill(impl.MADE(*arguments), x)


@check(close(0), picture=grids_picture("picture", title=Text("The mask of the first layer", "첫 층의 마스크")))
def builds_the_masks(impl, draw):
    result = {}
    for D, hidden in ((5, [7]), (6, [8, 5]), (4, [6, 9, 7])):
        degrees = drawn_degrees(draw, D, hidden, natural=True)
        result[f"D = {D}, hidden = {hidden}"] = as_numbers(impl.made_masks(D, hidden, degrees))
    first = next(iter(result.values()))
    return {**result, "picture": first[0] if first else None}


@check(
    close(0),
    picture=grids_picture("paths", title=Text("Paths from inputs to outputs", "입력에서 출력으로 가는 경로의 수")),
)
def follows_any_order(impl, draw):
    result = {}
    for D, hidden in ((4, [5]), (5, [7, 6]), (6, [4, 9, 8])):
        degrees = drawn_degrees(draw, D, hidden)
        result[f"D = {D}, hidden = {hidden}"] = as_numbers(impl.made_masks(D, hidden, degrees))
    first, *rest = result["D = 6, hidden = [4, 9, 8]"]
    for mask in rest:
        first = mask @ first
    return {**result, "paths": first}


@check(close(0))
def has_degrees_of_its_own(impl, draw):
    result = {}
    for _ in range(3):
        D, hidden = draw.integer(3, 9), [draw.integer(3, 25) for _ in range(draw.integer(1, 4))]
        result[f"D = {D}, hidden = {hidden}"] = as_numbers(impl.made_masks(D, hidden))
    return result


@check(under("parameters", count()), picture=layers_picture())
def has_as_many_parameters(impl, draw):
    D, hidden = draw.integer(20, 60), [draw.integer(61, 99), draw.integer(100, 150)]
    found = layers.summary(lambda: impl.MADE(D, hidden), (1, D))
    others = [layers.on_meta(lambda sizes=sizes: impl.MADE(D, sizes)) for sizes in (hidden[:1], [*hidden, D + 7])]
    more = [shape for other in others for shape in layers.parameter_shapes(other)]
    return found | {"parameters": found["parameters"] + more}


@check(close(atol=1e-9, rtol=1e-9))
def gives_logits(impl, draw):
    result = {}
    for D, hidden in ((6, [11]), (5, [9, 13]), (4, [8, 6, 10])):
        x = draw.normal(3, D)
        result[f"D = {D}, hidden = {hidden}"] = bits.forward_and_gradients(filled(impl, x, D, hidden), x)
    return result


@check(
    close(atol=1e-9, rtol=1e-9),
    picture=grids_picture(
        "by the inputs",
        title=Text("Derivatives of logits (rows) by inputs (columns)", "로짓(행)을 입력(열)으로 미분한 값"),
    ),
)
def sees_earlier_inputs_alone(impl, draw):
    D, hidden = 9, [31, 40]
    degrees, x = drawn_degrees(draw, D, hidden), draw.normal(1, D).requires_grad_()
    (logits,) = filled(impl, x, D, hidden, degrees)(x)
    rows = [torch.autograd.grad(logit, x, retain_graph=True)[0][0] for logit in logits]
    return {"logits": logits, "by the inputs": torch.stack(rows), "degrees afterwards": degrees}


def probabilities(observed, reference):
    """p(x) of all vectors, from the logits, and what they sum to."""
    found = {}
    for name, logits in observed.items():
        p = np.exp(bits.log_probabilities(logits.values))
        found[name] = {"sum of p(x)": p.sum(), "p(x)": p}
    return found


@check(derived(probabilities, close(1e-9)))
def is_a_distribution(impl, draw):
    x, hidden = bits.every(BITS).to(draw.normal()), [draw.integer(17, 30), draw.integer(31, 50)]
    degrees = drawn_degrees(draw, BITS, hidden)
    one_row_each = filled(impl, x, BITS, hidden[:1])
    return {
        "any order": filled(impl, x, BITS, hidden, degrees)(x).detach(),
        "one by one": torch.cat([one_row_each(row) for row in x.split(1)]).detach(),
    }


@check(close(atol=1e-9, rtol=1e-9, single=1e-4))
def keeps_its_masks(impl, draw):
    x, every = draw.normal(2, 5).requires_grad_(), bits.every(5).to(draw.normal())
    model = filled(impl, x, 5, [14, 9])

    def update():  # what an optimizer with weight decay and noise may do, to every weight alike
        (model(every).tanh() - every).square().mean().backward()
        with torch.no_grad():
            for param in model.parameters():
                param.add_(0.1 - 0.3 * param - param.grad)
                param.grad = None

    update()
    update()
    logits = model(x)
    gradient = torch.autograd.grad(logits[:, 2].sum(), x)[0]
    model.eval()
    update()
    with torch.no_grad():
        in_evaluation = model(x)
        model.train()
        return {
            "logits": logits,
            "by the inputs": gradient,
            "logits in evaluation mode": in_evaluation,
            "logits in training mode again": model(x),
            "float32": model.float()(x.float()),
        }


# --- training ---------------------------------------------------------------------------------------------------------


def chains(draw: Draw) -> Given:
    """Vectors of 7 bits in which every bit depends on two others before it, in an order that is drawn: 40 to learn from."""
    order, n = draw.cycle(BITS), 40
    table, chances = 0.5 + 0.45 * (2 * draw.integers(BITS, 2, 2, high=2).double() - 1), draw.uniform(n, BITS)
    x = torch.zeros(n, BITS, dtype=torch.float64)
    for i, d in enumerate(order.tolist()):
        before = [x[:, order[j]].long() if j >= 0 else torch.zeros(n).long() for j in (i - 1, i - 2)]
        x[:, d] = (chances[:, i] < table[d][before[0], before[1]]).double()
    return Given({"images": x}, {"images": x.numpy()})


@check(
    bits.learns(slack=0.4),
    given=chains,
    picture=grids_picture(
        "probabilities", title=Text("p(x) of the 128 vectors after training", "학습한 뒤 벡터 128개의 p(x)")
    ),
)
def learns(impl, draw, given):
    x, every = given["images"], bits.every(BITS).to(given["images"])
    model = filled(impl, x, BITS, [60, 40])

    def loss():
        return torch.nn.functional.binary_cross_entropy_with_logits(model(x), x) * BITS

    minimise(loss, model.parameters(), steps=250, lr=0.03)
    with torch.no_grad():
        logits = model(every)
    p = torch.where(every == 1, logits, -logits).sigmoid().prod(dim=1)
    return {"logits": logits, "probabilities": p.reshape(8, 16)}
