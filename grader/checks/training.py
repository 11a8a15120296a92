"""Small images and sequences on which classifiers are trained and compared, and a training of ours for a student's network.

    @check(learns(), given=images(256, 200), picture=accuracy_picture("new", "new_labels"))
    def learns_from_images(impl, draw, given):
        return trained(impl.LeNet5(num_classes=4), draw, given)

`images`, `first_symbols` and `learns` work on the host, the rest beside the student's code. None holds an answer: the labels of the new
ones stay on the host.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from grader.model import Text

from .compare import converges
from .language import Given

if TYPE_CHECKING:
    from torch import Tensor, nn

    from .compare import Kept
    from .draw import Draw

ERROR_RATE = Text("error rate on new data", "새 데이터의 오류율")


def patterns(draw: Draw, classes: int, channels: int, side: int) -> Tensor:
    """One random pattern per class, blurred, of mean zero and unit deviation: float32 [classes, channels, side, side]."""
    drawn = draw.normal(classes, channels, side, side, dtype=torch.float32)
    for _ in range(2):
        padded = torch.nn.functional.pad(drawn, (1, 1, 1, 1), mode="circular")
        drawn = torch.nn.functional.avg_pool2d(padded, 3, stride=1)
    drawn = drawn - drawn.mean(dim=(1, 2, 3), keepdim=True)
    return drawn / drawn.std(dim=(1, 2, 3), keepdim=True)


def sample(draw: Draw, patterns: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """n images, float32, and labels, int64[n], sorted by class. An image is its class's pattern times +1 or -1, shifted by
    up to one pixel, plus noise. The sign makes every class's mean image zero: nothing linear tells the classes apart."""
    labels = torch.arange(n) * len(patterns) // n
    sign = 1.0 - 2.0 * draw.integers(n, 1, 1, 1, high=2).float()
    clean = sign * patterns[labels]
    shifts = draw.integers(n, 2, low=-1, high=2).tolist()
    clean = torch.stack([torch.roll(image, shift, dims=(1, 2)) for image, shift in zip(clean, shifts, strict=True)])
    return clean + 0.5 * draw.normal(*clean.shape, dtype=torch.float32), labels


def images(n: int, new: int, *, classes: int = 4, channels: int = 3, side: int = 16) -> Callable[[Draw], Given]:
    """The maker of a Given: n `images` with `labels` are shown, and `new` ones without; their `new_labels` are kept."""

    def make(draw: Draw) -> Given:
        of_class = patterns(draw, classes, channels, side)
        shown, labels = sample(draw, of_class, n)
        unseen, answers = sample(draw, of_class, new)
        order = draw.permutation(new)  # so that the order does not give the labels away
        return Given({"images": shown, "labels": labels, "new": unseen[order]}, {"new_labels": answers[order].numpy()})

    return make


def fit(
    model: nn.Module, images: Tensor, labels: Tensor, draw: Draw, *, steps: int = 200, lr: float = 3e-3, batch: int = 32
) -> nn.Module:
    """Cross-entropy, by `minimise`; returns the model in evaluation mode."""

    def loss() -> Tensor:
        chosen = draw.integers(batch, high=len(images))
        return torch.nn.functional.cross_entropy(model(images[chosen]), labels[chosen])

    minimise(loss, model.train().parameters(), steps=steps, lr=lr)
    return model.eval()


class Adam:
    """Adam, to be used as torch's optimizers are (their import takes seconds), on those of `params` that require gradients.

    The learning rate falls from `lr` to nothing within `steps`, linearly: where it stayed, the last batch would decide the error.
    """

    def __init__(
        self, params: Iterable[Tensor], *, steps: int, lr: float, beta1: float = 0.9, beta2: float = 0.999
    ) -> None:
        self.params = [param for param in params if param.requires_grad]
        self.first, self.second = ([torch.zeros_like(param) for param in self.params] for _ in range(2))
        self.steps, self.lr, self.beta1, self.beta2, self.t = steps, lr, beta1, beta2, 0

    def zero_grad(self, set_to_none: bool = True) -> None:
        for param in self.params:
            param.grad = None

    def step(self, closure: None = None) -> None:
        self.t += 1
        rate = self.lr * max(self.steps + 1 - self.t, 0) / self.steps
        with torch.no_grad():
            for param, m, v in zip(self.params, self.first, self.second, strict=True):
                if param.grad is not None:
                    m.lerp_(param.grad, 1 - self.beta1)
                    v.lerp_(param.grad**2, 1 - self.beta2)
                    param.sub_(rate * m / (1 - self.beta1**self.t) / ((v / (1 - self.beta2**self.t)).sqrt() + 1e-8))


def minimise(
    loss: Callable[[], Tensor], params: Iterable[Tensor], *, steps: int, lr: float, beta2: float = 0.999
) -> list[float]:
    """So many `steps` of Adam; the losses on the way, which end where there is nothing to learn."""
    optimizer, losses = Adam(params, steps=steps, lr=lr, beta2=beta2), []
    for _ in range(steps):
        now = loss()
        losses.append(float(now.detach()))
        if not now.requires_grad:
            break
        optimizer.zero_grad()
        now.backward()
        optimizer.step()
    return losses


def trained(
    model: nn.Module, draw: Draw, given: dict[str, Any], *, steps: int = 200, lr: float = 1e-2
) -> dict[str, Any]:
    """The logits of a network for the new images after `fit` on the others. Its first weights come from the draw's seed."""
    torch.manual_seed(draw.seed())
    for layer in model.modules():
        reset: Any = getattr(layer, "reset_parameters", None)
        if reset is not None:
            reset()
    fit(model, given["images"], given["labels"], draw, steps=steps, lr=lr)
    with torch.no_grad():
        return {"new": model(given["new"])}


def first_symbols(steps: int, *, symbols: int = 4, n: int = 300, new: int = 200) -> Callable[[Draw], Given]:
    """Sequences of `steps` symbols, one-hot float32 [n, steps, symbols], and which came first. The labels of the `new` ones
    are kept back."""

    def make(draw: Draw) -> Given:
        sequences = draw.integers(n + new, steps, high=symbols)
        x, first = torch.nn.functional.one_hot(sequences, symbols).float(), sequences[:, 0]
        return Given({"images": x[:n], "labels": first[:n], "new": x[n:]}, {"new_labels": first[n:].numpy()})

    return make


def trained_on_sequences(
    make: Callable[[int], nn.Module],
    units: int,
    draw: Draw,
    given: dict[str, Any],
    *,
    steps: int = 150,
    lr: float = 2e-2,
) -> dict[str, Any]:
    """The logits, for the new sequences, of a linear layer on the last output of a recurrent network with so many `units`.
    All first weights come from the draw's seed."""
    symbols = given["images"].shape[-1]

    class Recall(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network, self.head = make(symbols), torch.nn.Linear(units, symbols)

        def forward(self, x: Tensor) -> Tensor:
            logits: Tensor = self.head(self.network(x)[0][:, -1])
            return logits

    model = Recall()
    torch.manual_seed(draw.seed())
    with torch.no_grad():
        for param in model.parameters():
            param.uniform_(-1 / math.sqrt(units), 1 / math.sqrt(units))
    fit(model, given["images"], given["labels"], draw, steps=steps, lr=lr)
    with torch.no_grad():
        return {"new": model(given["new"])}


def error_rate(observed: Any, kept: Kept) -> float:
    """Of the logits under `new`; 1 where they are not finite."""
    logits = observed["new"].values
    return float((logits.argmax(axis=1) != kept["new_labels"]).mean()) if np.isfinite(logits).all() else 1.0


def learns(slack: float = 0.2) -> converges:
    """At most `slack` more errors than the reference's network makes."""
    return converges(error_rate, ERROR_RATE, slack=slack)
