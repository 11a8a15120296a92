from __future__ import annotations

import pytest
import torch
from loading import load
from torch import Tensor

module = load("training/train_classifier")


def quadrants(n: int, seed: int = 0) -> tuple[Tensor, Tensor]:
    """Noise with one quadrant of random sign standing out, sorted by class."""
    draw = torch.Generator().manual_seed(seed)
    labels = torch.arange(n) * 4 // n
    images = 0.3 * torch.randn(n, 1, 12, 12, generator=draw)
    sign = 1.0 - 2.0 * torch.randint(2, (n,), generator=draw)
    for image, label, s in zip(images, labels.tolist(), sign.tolist(), strict=True):
        row, column = divmod(label, 2)
        image[0, 6 * row : 6 * row + 6, 6 * column : 6 * column + 6] += s
    return images, labels


def test_the_model_gives_four_logits_per_image() -> None:
    model = module.build_model()
    for n in (1, 5):
        logits = model(torch.zeros(n, 1, 12, 12))
        assert logits.shape == (n, 4) and logits.dtype == torch.float32


def test_every_model_is_a_new_one() -> None:
    first, second = module.build_model(), module.build_model()
    before = [param.clone() for param in second.parameters()]
    module.train(first, *quadrants(20))
    assert all(torch.equal(a, b) for a, b in zip(before, second.parameters(), strict=True))


def test_it_recognises_new_images_after_training() -> None:
    torch.manual_seed(0)
    model = module.build_model()
    module.train(model, *quadrants(200))
    images, labels = quadrants(200, seed=1)
    with torch.no_grad():
        wrong = model.eval()(images).argmax(dim=1) != labels
    assert wrong.float().mean().item() < 0.05


@pytest.mark.parametrize("n", [1, 10, 97])
def test_any_number_of_images_is_learned_and_left_as_it_was(n: int) -> None:
    torch.manual_seed(0)
    images, labels = quadrants(n)
    before = images.clone(), labels.clone()
    model = module.build_model()
    start = torch.nn.functional.cross_entropy(model(images), labels).item()
    module.train(model, images, labels)
    assert torch.nn.functional.cross_entropy(model(images), labels).item() < start
    assert torch.equal(images, before[0]) and torch.equal(labels, before[1])
