from __future__ import annotations

import math
from itertools import pairwise

from grader.model import Picture, Series, Text
from grader.quiz import Drawn, apart


class Epoch:
    """A model whose only weight is the epoch it has reached."""

    def __init__(self):
        self.epoch = 0

    def state_dict(self):
        return {"epoch": self.epoch}

    def load_state_dict(self, state):
        self.epoch = state["epoch"]


def _watched(reference, losses, **arguments):
    """The epoch at which training stops, and the one whose weights come back; None where it does not stop."""
    early_stopping, model = reference("regularization/early_stopping").EarlyStopping(**arguments), Epoch()
    for epoch, loss in enumerate(losses):
        model.epoch = epoch
        if early_stopping.step(loss, model):
            return epoch, model.epoch
    return None


def _losses(rng, epochs):
    """A noisy descent that flattens and rises again."""
    low, turn = rng.uniform(0.3, 0.6), rng.uniform(4, 7)
    return [round(low + 0.012 * (t - turn) ** 2 + rng.uniform(-0.09, 0.09), 2) for t in range(epochs)]


def epoch_of_the_stop(rng, reference):
    while True:
        patience, losses = rng.choice([2, 3]), _losses(rng, 11)
        stopped = _watched(reference, losses, patience=patience)
        if stopped is None or len(set(losses)) < len(losses):
            continue
        stop, best = stopped
        falls = [False] + [later >= earlier for earlier, later in pairwise(losses)]
        bad = [loss > min(losses[: t + 1]) for t, loss in enumerate(losses)]
        mistakes = {
            "one_epoch_too_late": stop + 1,
            "one_epoch_too_early": stop - 1,
            "compares_with_the_previous": _first_run(falls, patience),
            "count_never_reset": next((t for t in range(11) if sum(bad[: t + 1]) == patience), None),
            "best_epoch": best,
        }
        never_reset = mistakes["count_never_reset"]
        if stop > 9 or never_reset == stop or never_reset in (stop - 1, best):
            continue
        if mistakes["compares_with_the_previous"] in (None, stop, stop - 1, stop + 1, best, never_reset):
            del mistakes["compares_with_the_previous"]
        if len(set(mistakes.values())) < len(mistakes):
            continue
        values = {"patience": patience, "losses": _listed(losses), "best": best, "answer": stop}
        return Drawn(values, stop, mistakes)


def _first_run(marks, length):
    """Where the first `length` true marks in a row end; None where there are none."""
    run = 0
    for place, mark in enumerate(marks):
        run = run + 1 if mark else 0
        if run == length:
            return place
    return None


def restored_epoch(rng, reference):
    while True:
        patience, delta, losses = rng.choice([2, 3]), rng.choice([0.02, 0.03, 0.05]), _losses(rng, 11)
        stopped = _watched(reference, losses, patience=patience, min_delta=delta)
        loose = _watched(reference, losses, patience=patience)
        if stopped is None or loose is None or len(set(losses)) < len(losses):
            continue
        (stop, answer), best, improvements = stopped, math.inf, []
        close = False
        for t, loss in enumerate(losses[: stop + 1]):
            close = close or abs(best - delta - loss) < 0.005  # would hang on the last bit
            if loss < best - delta:
                best, improvements = loss, [*improvements, t]
        mistakes = {"last_weights": stop, "ignores_min_delta": loose[1]}
        lowest = losses.index(min(losses))
        if lowest > stop and lowest != loose[1]:
            mistakes["lowest_in_the_list"] = lowest
        if not close and loose[1] not in (answer, stop) and len(improvements) > 1:
            values = {"patience": patience, "delta": delta, "losses": _listed(losses), "stop": stop, "answer": answer}
            return Drawn({**values, "improvements": ", ".join(map(str, improvements))}, answer, mistakes)


def _listed(losses):
    return ", ".join(f"{loss:.2f}" for loss in losses)


def read_the_curves(rng, reference):
    while True:
        best, patience = rng.randint(18, 36), rng.randint(8, 12)
        part, before, last = round(best / 2), best - patience, 60
        if abs(part - before) >= 4:  # far enough apart to be read off
            break
    low, height, rise = rng.uniform(0.6, 0.9), rng.uniform(0.8, 1.2), rng.uniform(0.3, 0.5)
    falling = [low + height * ((best - t) / best) ** 2.5 for t in range(best)]
    rising = [low + rise * ((t - best) / (last - best)) ** 1.5 for t in range(best, last + 1)]
    validation = falling + rising
    training = [0.04 + (low + height - 0.06) * math.exp(-t / (0.6 * best)) for t in range(last + 1)]
    stop = _watched(reference, validation, patience=patience)
    assert stop == (best + patience, best)
    curves = ((Text("training", "학습"), training), (Text("validation", "검증"), validation))
    figure = Picture(
        "lines",
        Text("Loss over the epochs", "에폭에 따른 손실"),
        tuple(Series(name, tuple((t, round(value, 3)) for t, value in enumerate(curve))) for name, curve in curves),
        x_label=Text("epoch", "에폭"),
        y_label=Text("loss", "손실"),
    )
    mistakes = {"where_it_stops": best + patience, "patience_before_the_best": before, "where_the_curves_part": part}
    return Drawn({"patience": patience, "best": best}, best, mistakes, figure)


def equivalent_penalty(rng, reference):
    while True:
        lr, a, t = rng.choice([0.05, 0.1, 0.2]), rng.choice([0.5, 1, 1.5, 2, 3, 4]), rng.randint(2, 10)
        factor = 1 - lr * a
        left = factor**t
        answer = a * left / (1 - left)
        mistakes = {
            "first_order": 1 / (lr * t),
            "shares_swapped": a * (1 - left) / left,
            "penalty_without_half": answer / 2,
            "one_step": a * factor / (1 - factor),
        }
        if apart(answer, mistakes):
            values = {"lr": lr, "a": a, "t": t, "factor": factor, "left": left, "reached": 1 - left, "answer": answer}
            return Drawn(values, answer, mistakes)
