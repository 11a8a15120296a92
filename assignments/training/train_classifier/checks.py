from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import torch

from grader.checks import check, close, converges, derived
from grader.checks.language import Given
from grader.checks.observation import Array
from grader.checks.pictures import curve_picture
from grader.checks.training import ERROR_RATE, error_rate, fit, patterns, sample
from grader.model import Text

if TYPE_CHECKING:
    from grader.checks.draw import Draw

CLASSES, SIDE = 4, 12


def data(n_train, n_test):
    """The maker of a Given: the training set is shown, and kept for the host; the labels of new images are kept."""

    def make(draw: Draw) -> Given:
        of_class = patterns(draw, CLASSES, 1, SIDE)
        images, labels = sample(draw, of_class, n_train)
        shown, kept = {"images": images, "labels": labels}, {"images": images.numpy(), "labels": labels.numpy()}
        if n_test:
            new, new_labels = sample(draw, of_class, n_test)
            order = draw.permutation(n_test)  # so that the order does not give the labels away
            shown["new"], kept["new_labels"] = new[order], new_labels[order].numpy()
        return Given(shown, kept)

    return make


# --- probes' helpers ------------------------------------------------------------------------------------------------


def trained(impl, model, images, labels):
    """The model after the student's train(), in evaluation mode."""
    returned = impl.train(model, images.clone(), labels.clone())
    model = returned if isinstance(returned, torch.nn.Module) else model
    return model.eval()


def logits_of(model, images):
    with torch.no_grad():
        return model(images.clone())


def a_network(draw):
    """A network of ours for the student's train(): its training cannot be anything but a change of these weights. The
    last ones are zero, so that it begins with the loss of guessing."""
    hidden, last = torch.nn.Linear(SIDE * SIDE, 64), torch.nn.Linear(64, CLASSES)
    with torch.no_grad():
        hidden.weight.copy_(draw.normal(*hidden.weight.shape) / SIDE)
        for param in (hidden.bias, last.weight, last.bias):
            param.zero_()
    return torch.nn.Sequential(torch.nn.Flatten(), hidden, torch.nn.ReLU(), last, torch.nn.LogSoftmax(dim=1))


def negate(model):
    with torch.no_grad():
        for param in model.parameters():
            param.neg_()


def weights_of(model):
    return [param.detach().clone() for param in model.parameters()]


class Snapshots:
    """A hook that copies a model's state along its training: at most 64 copies, evenly spread over the calls."""

    def __init__(self):
        self.taken, self.every, self.calls = [], 1, 0

    def __call__(self, model, inputs):
        if not torch.is_grad_enabled():
            return
        if self.calls % self.every == 0:
            self.taken.append({name: tensor.detach().clone() for name, tensor in model.state_dict().items()})
        self.calls += 1
        if len(self.taken) == 64:
            self.taken, self.every = self.taken[::2], 2 * self.every


def loss_curve(model, snapshots, images, labels):
    """The loss on all images at 21 moments of the training, for the picture alone: float64[21]."""
    states = [*snapshots.taken, dict(model.state_dict())]
    chosen = [states[round(i * (len(states) - 1) / 20)] for i in range(21)]
    try:
        with torch.no_grad():
            outputs = [torch.func.functional_call(model, state, images.clone()) for state in chosen]
            losses = [float(torch.nn.functional.cross_entropy(output.double(), labels)) for output in outputs]
    except Exception:  # a model of another build than the one that was trained: no picture, and no points lost
        losses = [math.nan] * 21
    return torch.tensor(losses, dtype=torch.float64)


# --- on the host: metrics from returned weights and logits ------------------------------------------------------------

CHANCE = math.log(CLASSES)  # the cross-entropy of guessing


def cross_entropy(logits, labels):
    """The mean cross-entropy of logits [N, 4], in float64; infinite where they are not finite."""
    z = logits.astype(np.float64)
    if not np.isfinite(z).all():
        return math.inf
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-log_p[np.arange(len(z)), labels].mean())


def outputs_of(weights, images):
    """What `a_network` with these weights gives for images, before the log-softmax."""
    w1, b1, w2, b2 = (weight.values.astype(np.float64) for weight in weights)
    with np.errstate(all="ignore"):
        return np.maximum(images.reshape(len(images), -1) @ w1.T + b1, 0.0) @ w2.T + b2


def training_loss(observed, kept):
    return cross_entropy(outputs_of(observed["weights"], kept["images"]), kept["labels"])


def largest_loss(observed, kept):
    """Of all trainings, on all sets of images."""
    losses = []
    for number, labels in kept["labels"].items():
        outputs = outputs_of(observed["a_network"][number], kept["images"][number])
        losses += [cross_entropy(outputs, labels), cross_entropy(observed["own_model"][number].values, labels)]
    return max(losses)


def probability(logits, reference):
    """The mean probability of the class that the reference gives to each image; a half is enough, and counts as such."""
    z = logits.values.astype(np.float64)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    of_its_class = (p / p.sum(axis=1, keepdims=True))[np.arange(len(z)), reference.values.argmax(axis=1)]
    return np.minimum(of_its_class.mean(), 0.5)


def is_close(one, other):
    return bool(np.allclose(one.values, other.values, rtol=1e-3, atol=1e-3, equal_nan=True))


def newness(observed, reference):
    return {
        "second_model_is_not_the_first": not is_close(observed["second"], observed["first"]),
        "first_model_stays": is_close(observed["first_when_the_second_is_negated"], observed["first"]),
        "first_models_probability_of_the_right_class": probability(observed["first"], reference["first"]),
    }


def usability(observed, reference):
    return {
        "images": observed["images"],
        "labels": observed["labels"],
        "gradients_work": observed["gradients_work"],
        "same_answer_twice": is_close(observed["new_again"], observed["new"]),
        "same_answer_alone": is_close(observed["new_alone"], Array(observed["new"].values[:1], "float32")),
        "probability_of_the_right_class": probability(observed["new"], reference["new"]),
    }


TRAINING_LOSS = Text("cross-entropy on the training images", "학습 이미지의 교차 엔트로피")

# --- checks ---------------------------------------------------------------------------------------------------------


@check(converges(error_rate, ERROR_RATE, slack=0.5), given=data(320, 400))
def builds_a_model(impl, draw, given):
    model = impl.build_model().eval()
    outputs = [logits_of(model, draw.normal(n, 1, SIDE, SIDE, dtype=torch.float32)) for n in (1, 5)]
    return {
        "logits": outputs,
        "dtypes": [str(output.dtype) for output in outputs],
        "new": logits_of(fit(model, given["images"], given["labels"], draw), given["new"]),
    }


@check(derived(newness, close(1e-9)), given=data(320, 200))
def builds_a_new_model_every_time(impl, draw, given):
    images, labels, new = given["images"], given["labels"], given["new"]
    model = trained(impl, impl.build_model().eval(), images, labels)
    result = {"first": logits_of(model, new)}
    second = impl.build_model().eval()
    result["second"] = logits_of(second, new)
    negate(second)
    result["first_when_the_second_is_negated"] = logits_of(model, new)
    negate(second)  # as it was, should a later check be given the very same model
    return result


@check(converges(training_loss, TRAINING_LOSS, factor=0.0, slack=0.9 * CHANCE), given=data(64, 0))
def training_changes_the_parameters(impl, draw, given):
    return {"weights": weights_of(trained(impl, a_network(draw), given["images"], given["labels"]))}


@check(
    converges(training_loss, TRAINING_LOSS, slack=0.5),
    given=data(320, 0),
    picture=curve_picture(
        "curve",
        title=Text("The loss while training", "학습 중의 손실"),
        x_label=Text("part of the training (%)", "학습 진행 (%)"),
        y_label=Text("cross-entropy", "교차 엔트로피"),
    ),
)
def learns_the_training_images(impl, draw, given):
    images, labels, snapshots = given["images"], given["labels"], Snapshots()
    model = a_network(draw).eval()
    hook = model.register_forward_pre_hook(snapshots)
    model = trained(impl, model, images, labels)
    hook.remove()
    return {"weights": weights_of(model), "curve": loss_curve(model, snapshots, images, labels)}


@check(converges(error_rate, ERROR_RATE, slack=0.17), given=data(512, 400))
def recognises_new_images(impl, draw, given):
    model = trained(impl, impl.build_model(), given["images"], given["labels"])
    return {"new": logits_of(model, given["new"])}


def small_sets(draw: Draw) -> Given:
    """97 images, one more than a multiple of the usual batch sizes, and 10, fewer than most of them. Each set has its
    own patterns: a training on the set before would not help."""
    sets = {str(n): sample(draw, patterns(draw, CLASSES, 1, SIDE), n) for n in (97, 10)}
    images, labels = ({number: one[i] for number, one in sets.items()} for i in range(2))
    kept = [{number: tensor.numpy() for number, tensor in tensors.items()} for tensors in (images, labels)]
    return Given({"images": images, "labels": labels}, {"images": kept[0], "labels": kept[1]})


@check(converges(largest_loss, TRAINING_LOSS, factor=0.0, slack=0.9 * CHANCE), given=small_sets)
def trains_on_any_number_of_images(impl, draw, given):
    result = {"a_network": {}, "own_model": {}}
    for number, images in given["images"].items():
        labels = given["labels"][number]
        result["a_network"][number] = weights_of(trained(impl, a_network(draw), images, labels))
        result["own_model"][number] = logits_of(trained(impl, impl.build_model(), images, labels), images)
    return result


@check(derived(usability, close(1e-9)), given=data(320, 200))
def leaves_everything_usable(impl, draw, given):
    images, labels, new = given["images"], given["labels"], given["new"]
    model = impl.build_model()
    returned = impl.train(model, images, labels)
    model = (returned if isinstance(returned, torch.nn.Module) else model).eval()
    return {
        "images": images,
        "labels": labels,
        "gradients_work": torch.is_grad_enabled() and all(param.requires_grad for param in model.parameters()),
        "new": logits_of(model, new),
        "new_again": logits_of(model, new),
        "new_alone": logits_of(model, new[:1]),
    }
