from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import torch

from grader.checks import check, close, converges, probes
from grader.checks.language import Given
from grader.checks.pictures import curve_picture
from grader.model import Text

if TYPE_CHECKING:
    from grader.checks.draw import Draw

CLASSES, SIDE = 4, 12


def smooth_patterns(draw):
    """One random pattern per class, blurred and of unit deviation: [4, 1, 12, 12]."""
    patterns = draw.normal(CLASSES, 1, SIDE, SIDE, dtype=torch.float32)
    for _ in range(2):
        padded = torch.nn.functional.pad(patterns, (1, 1, 1, 1), mode="circular")
        patterns = torch.nn.functional.avg_pool2d(padded, 3, stride=1)
    patterns = patterns - patterns.mean(dim=(2, 3), keepdim=True)
    return patterns / patterns.std(dim=(2, 3), keepdim=True)


def sample(draw, patterns, n):
    """n images and labels, sorted by class. An image is its class's pattern times +1 or -1, shifted by up to one
    pixel, plus noise. The sign makes every class's mean image zero: nothing linear tells the classes apart."""
    labels = torch.arange(n) * CLASSES // n
    sign = 1.0 - 2.0 * draw.integers(n, 1, 1, 1, high=2).float()
    images = sign * patterns[labels]
    shifts = draw.integers(n, 2, low=-1, high=2).tolist()
    images = torch.stack([torch.roll(image, shift, dims=(1, 2)) for image, shift in zip(images, shifts, strict=True)])
    return images + 0.5 * draw.normal(n, 1, SIDE, SIDE, dtype=torch.float32), labels


def data(n_train, n_test):
    """The maker of a Given: labels of the training set are shown, labels of the images that are judged are kept."""

    def make(draw: Draw) -> Given:
        patterns = smooth_patterns(draw)
        images, labels = sample(draw, patterns, n_train)
        if not n_test:
            return Given({"images": images, "labels": labels}, {"labels": labels.tolist()})
        test, test_labels = sample(draw, patterns, n_test)
        order = draw.permutation(n_test)  # so that the order does not give the labels away
        return Given({"images": images, "labels": labels, "test": test[order]}, {"labels": test_labels[order].tolist()})

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


def before_and_after(impl, images, labels):
    """Logits on the training images before and after training."""
    model = impl.build_model().eval()
    before = logits_of(model, images).clone()
    return {"before": before, "after": logits_of(trained(impl, model, images, labels), images)}


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


# --- on the host: metrics from returned logits and kept labels --------------------------------------------------------


def error_rate(observed, kept):
    logits = observed.values.astype(np.float64)
    if not np.isfinite(logits).all():
        return 1.0
    return float((logits.argmax(axis=1) != np.array(kept["labels"])).mean())


def cross_entropy(logits, labels):
    z = logits.values.astype(np.float64)
    if not np.isfinite(z).all():
        return math.inf
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-log_p[np.arange(len(z)), np.array(labels)].mean())


def final_loss(observed, kept):
    return cross_entropy(observed["after"], kept["labels"])


def loss_ratio(observed, kept):
    """The largest loss after training, as a part of the loss before it, over the training sets tried."""
    ratios, start = [], 0
    for one in observed:
        labels = kept["labels"][start : start + len(one["after"].values)]
        start += len(labels)
        ratios.append(cross_entropy(one["after"], labels) / cross_entropy(one["before"], labels))
    return max(ratios)


# --- checks ---------------------------------------------------------------------------------------------------------


@check(close(0, dtype=True))
def builds_a_model(impl, draw):
    model = impl.build_model().eval()
    outputs = [logits_of(model, draw.normal(n, 1, SIDE, SIDE, dtype=torch.float32)) for n in (1, 5)]
    return {
        "logits": [torch.zeros_like(output) for output in outputs],
        "finite": all(bool(output.isfinite().all()) for output in outputs),
        "learns_something": any(param.requires_grad for param in model.parameters()),
    }


@check(close(0))
def builds_a_new_model_every_time(impl, draw):
    images, labels = sample(draw, smooth_patterns(draw), 64)
    first = impl.build_model().eval()
    start = logits_of(first, images).nan_to_num()
    model = trained(impl, first, images, labels)
    before = logits_of(model, images).nan_to_num()
    second = impl.build_model().eval()
    anew = logits_of(second, images).nan_to_num()
    trained(impl, second, images, labels.flip(0))
    return {
        "shares_parameters": probes.share_parameters(model, second) or probes.share_parameters(first, second),
        "is_trained_already": torch.equal(anew, before) and not torch.equal(start, before),
        "first_model_stays": torch.equal(before, logits_of(model, images).nan_to_num()),
    }


@check(close(0))
def training_changes_the_parameters(impl, draw):
    images, labels = sample(draw, smooth_patterns(draw), 64)
    model = impl.build_model()
    before = [param.detach().clone() for param in model.parameters()]
    after = [param.detach() for param in trained(impl, model, images, labels).parameters()]
    return {
        "changed": any(not torch.equal(old, new) for old, new in zip(before, after, strict=True)),
        "finite": all(bool(new.isfinite().all()) for new in after),
    }


@check(
    converges(final_loss, Text("cross-entropy on the training images", "학습 이미지의 교차 엔트로피"), slack=0.5),
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
    model = impl.build_model().eval()
    hook = model.register_forward_pre_hook(snapshots)
    model = trained(impl, model, images, labels)
    hook.remove()
    return {"after": logits_of(model, images), "curve": loss_curve(model, snapshots, images, labels)}


@check(converges(error_rate, Text("error rate on new images", "새 이미지의 오류율"), slack=0.17), given=data(512, 400))
def recognises_new_images(impl, draw, given):
    model = trained(impl, impl.build_model(), given["images"], given["labels"])
    return logits_of(model, given["test"])


def small_sets(draw: Draw) -> Given:
    """97 images, one more than a multiple of the usual batch sizes, and 10, fewer than most of them. Each set has its
    own patterns: a training on the set before would not help."""
    sets = [sample(draw, smooth_patterns(draw), n) for n in (97, 10)]
    shown = {"images": [images for images, _ in sets], "labels": [labels for _, labels in sets]}
    return Given(shown, {"labels": [label for _, labels in sets for label in labels.tolist()]})


@check(
    converges(loss_ratio, Text("loss after / loss before", "학습 후 손실 / 학습 전 손실"), factor=0.0, slack=0.98),
    given=small_sets,
)
def trains_on_any_number_of_images(impl, draw, given):
    return [before_and_after(impl, x, y) for x, y in zip(given["images"], given["labels"], strict=True)]


@check(close(0))
def leaves_everything_usable(impl, draw):
    images, labels = sample(draw, smooth_patterns(draw), 40)
    images_before, labels_before = images.clone(), labels.clone()
    model = impl.build_model()
    returned = impl.train(model, images, labels)
    model = (returned if isinstance(returned, torch.nn.Module) else model).eval()
    gradients_work = torch.is_grad_enabled() and all(param.requires_grad for param in model.parameters())
    first, second, alone = logits_of(model, images), logits_of(model, images), logits_of(model, images[:1])
    return {
        "images_untouched": torch.equal(images, images_before),
        "labels_untouched": torch.equal(labels, labels_before),
        "gradients_work": gradients_work,
        "same_answer_twice": torch.allclose(first, second, rtol=1e-4, atol=1e-5),
        "same_answer_alone": torch.allclose(first[:1], alone, rtol=1e-3, atol=1e-3),
    }
