from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import torch

from grader.checks import Given, check, close, converges
from grader.checks.pictures import curve_picture
from grader.checks.training import Adam
from grader.model import Series, Text

if TYPE_CHECKING:
    from grader.checks.draw import Draw


@check(close(1e-6))
def costs_the_discriminator(impl, draw):
    shapes = {
        "one": ((1,), (1,)),
        "column": ((5, 1), (5, 1)),
        "other sizes": ((7, 1), (4, 1)),
        "maps": ((2, 3), (2, 5)),
    }
    return {name: impl.d_loss(2 * draw.normal(*real), 2 * draw.normal(*fake)) for name, (real, fake) in shapes.items()}


@check(close(1e-6))
def costs_the_generator(impl, draw):
    result = {}
    for name, options in {"default": (), "ns": ("ns",), "minimax": ("minimax",)}.items():
        for told, logits in {"unsure": 2 * draw.normal(5, 1), "sure": -4 + draw.normal(3, 2)}.items():
            loss = impl.g_loss(logits.requires_grad_(), *options)
            loss.backward()
            result[f"{name}, D is {told}"] = {"loss": loss, "gradient": logits.grad}
    return result


# --- steps --------------------------------------------------------------------------------------------------------------


class Descent:
    """Gradient descent with momentum. It writes down what gradients it finds when it is asked for a step."""

    def __init__(self, name, params, look=None):
        self.name, self.params, self.look = name, list(params), look
        self.velocity = [torch.zeros_like(param) for param in self.params]

    def zero_grad(self, set_to_none=True):
        for param in self.params:
            param.grad = None

    def step(self, closure=None):
        if self.look is not None:
            self.look(self.name)
        with torch.no_grad():
            for param, v in zip(self.params, self.velocity, strict=True):
                if param.grad is not None:
                    v.mul_(0.5).add_(param.grad)
                    param.sub_(0.2 * v)


def networks(draw, z=2, x=3):
    """G and D, with drawn weights."""
    nn = torch.nn
    pair = (
        nn.Sequential(nn.Linear(z, 5), nn.Tanh(), nn.Linear(5, x)),
        nn.Sequential(nn.Linear(x, 6), nn.LeakyReLU(0.2), nn.Linear(6, 1)),
    )
    for net in pair:
        net.to(draw.normal(1))
        with torch.no_grad():
            for tensor in net.parameters():
                tensor.copy_(0.6 * draw.normal(*tensor.shape))
    return pair


def gradients(net):
    """Of all parameters; zeros where there is none."""
    return [torch.zeros_like(p) if p.grad is None else p.grad.detach().clone() for p in net.parameters()]


def weights(net):
    return [param.detach().clone() for param in net.parameters()]


@check(close(1e-6))
def takes_one_step(impl, draw):
    result = {}
    for options in ((), ("minimax",)):
        (G, D), real, z = networks(draw), draw.normal(6, 3) + 1, draw.normal(6, 2)
        seen = {}

        def look(name, G=G, D=D, seen=seen):
            found = {"gradients of G": gradients(G)}
            if name == "opt_d":  # afterwards D's are nobody's business
                found["gradients of D"] = gradients(D)
            seen[f"step {len(seen) + 1}, by {name}"] = found

        opt_g, opt_d = Descent("opt_g", G.parameters(), look), Descent("opt_d", D.parameters(), look)
        losses = impl.train_step(G, D, opt_g, opt_d, real, z, *options)
        result["".join(options) or "default"] = {
            **seen,
            "loss of D": losses[0],
            "loss of G": losses[1],
            "D afterwards": weights(D),
            "G afterwards": weights(G),
        }
    return result


@check(close(1e-6))
def takes_several_steps(impl, draw):
    (G, D), result = networks(draw), {}
    opt_g, opt_d = Descent("opt_g", G.parameters()), Descent("opt_d", D.parameters())
    D(G(draw.normal(5, 2))).sum().backward()  # the caller's own, which lies in the way of the first call
    for t, kind in enumerate(("ns", "minimax", "ns", "minimax"), 1):
        real, z = draw.normal(4 + t, 3) - 0.5, draw.normal(8 - t, 2)
        losses = impl.train_step(G, D, opt_g, opt_d, real, z, kind=kind)
        result[f"call {t}, {kind}"] = {
            "losses": list(losses),
            "D": weights(D),
            "G": weights(G),
            "afterwards": [real, z],
        }
    for net in (G, D):
        net.zero_grad()
    D(G(draw.normal(5, 2))).sum().backward()  # which goes on as before
    return {**result, "gradients of the caller's afterwards": gradients(G) + gradients(D)}


@check(close(atol=1e-6, rtol=1e-6))
def stays_finite(impl, draw):
    signs = 1 - 2 * (draw.permutation(6) % 2).double()
    result = {}
    for name, large in {"100": 100 * signs, "1000": 1000 * signs}.items():
        for told, loss_of in {
            "d_loss of data": lambda a: impl.d_loss(a, a.detach()),
            "d_loss of samples": lambda a: impl.d_loss(a.detach(), a),
            "ns": lambda a: impl.g_loss(a, "ns"),
            "minimax": lambda a: impl.g_loss(a, "minimax"),
        }.items():
            logits = (large + draw.normal(6)).requires_grad_()
            loss = loss_of(logits)
            loss.backward()
            result[f"{told}, {name}"] = {"loss": loss, "gradient": logits.grad}
    return result


@check(close(1e-6, single=1e-4))
def refuses_other_kinds(impl, draw):
    real, fake = draw.normal(5, 1, dtype=torch.float32), draw.normal(4, 1, dtype=torch.float32)
    raised = []
    for kind in ("saturating", "NS", ""):
        try:
            impl.g_loss(fake, kind)
            raised.append("nothing")
        except ValueError:
            raised.append("ValueError")
    losses = [impl.d_loss(real, fake), impl.g_loss(fake, "minimax"), impl.g_loss(fake, kind="ns")]
    dtypes = [str(loss.dtype) for loss in losses]
    return {"losses": losses, "dtypes": dtypes, "raised": raised, "logits afterwards": [real, fake]}


# --- training ---------------------------------------------------------------------------------------------------------


def normal_numbers(draw: Draw) -> Given:
    """Numbers of N(m, 1/4), m anywhere 2 to 4 away from 0."""
    drawn = draw.moderate(1)  # 0.5 to 2 away from 0
    x = 4 / 3 * (drawn + drawn.sign()) + 0.5 * draw.normal(2000, 1)
    return Given({"x": x}, {"quantiles": np.quantile(x.numpy(), np.linspace(0.01, 0.99, 99))})


def distance(observed, kept):
    """The mean distance between the percentiles of samples and of data."""
    return float(np.abs(observed["percentiles"].values - kept["quantiles"]).mean())


def beside_the_data(observed, expected, kept):
    picture = curve_picture(
        "percentiles",
        title=Text("Percentiles of samples and of data", "표본과 데이터의 백분위수"),
        x_label=Text("part of the numbers below (%)", "그보다 작은 수의 비율 (%)"),
        y_label=Text("value", "값"),
    )(observed, expected, kept)
    if picture is None:
        return None
    data = Series(
        Text("data", "데이터"), tuple(zip(np.linspace(0, 100, 99).tolist(), kept["quantiles"].tolist(), strict=True))
    )
    return replace(picture, series=(*picture.series, data))


@check(
    converges(distance, Text("distance of samples from data", "표본과 데이터의 거리"), factor=0.0, slack=0.25),
    given=normal_numbers,
    picture=beside_the_data,
)
def learns_a_distribution(impl, draw, given):
    x, nn, steps = given["x"], torch.nn, 500
    G, D = nn.Linear(1, 1), nn.Sequential(nn.Linear(1, 24), nn.LeakyReLU(0.2), nn.Linear(24, 1))
    with torch.no_grad():
        for param, size in zip(D.to(x).parameters(), (1.0, 3.0, 0.2, 1.0), strict=True):
            param.copy_(size * draw.uniform(*param.shape, low=-1, high=1))
        G.to(x).weight.fill_(1.0)
        G.bias.zero_()
    opt_g, opt_d = (  # with little momentum, as is usual here
        Adam(net.parameters(), steps=steps, lr=lr, beta1=0.5, beta2=0.99) for net, lr in ((G, 0.02), (D, 0.1))
    )
    for _ in range(steps):
        impl.train_step(G, D, opt_g, opt_d, x[draw.integers(64, high=len(x))], draw.normal(64, 1))
    with torch.no_grad():
        samples = G(draw.normal(2000, 1)).flatten()
    return {"percentiles": samples.quantile(torch.linspace(0.01, 0.99, 99).to(samples))}
