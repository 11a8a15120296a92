from __future__ import annotations

import pytest
import torch
from loading import load

from grader.checks.draw import Draw

module = load("regularization/augmentation")
BOX = torch.tensor([[1.0, 2.0, 4.0, 5.0]], dtype=torch.float64)  # in an image 10 wide and 8 high


def scene(seed: int = 0) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    return Draw(seed).scene(8, 10, objects=4)


@pytest.fixture(scope="module")
def functional(torchvision: object) -> object:
    return pytest.importorskip("torchvision.transforms.v2.functional")


def test_images_are_those_of_torchvision(functional: object) -> None:
    x, f = scene()[0], functional
    pairs = [
        (module.hflip(x), f.horizontal_flip(x)),  # type: ignore[attr-defined]
        (module.vflip(x), f.vertical_flip(x)),  # type: ignore[attr-defined]
        (module.rotate90(x[:, :, :8], 1), f.rotate(x[:, :, :8], 90.0)),  # type: ignore[attr-defined]
        (module.crop(x, -1, 2, 6, 12), f.crop(x, -1, 2, 6, 12)),  # type: ignore[attr-defined]
        (module.pad(x, (1, 2, 3, 4), 0.5), f.pad(x, [1, 2, 3, 4], fill=0.5)),  # type: ignore[attr-defined]
        (module.resize(x, (16, 5)), f.resize(x, [16, 5], antialias=False)),  # type: ignore[attr-defined]
    ]
    for ours, theirs in pairs:
        torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-12)


def test_colours_are_those_of_torchvision(functional: object) -> None:
    x, f = Draw(1).uniform(2, 3, 6, 5), functional
    torch.testing.assert_close(module.color_jitter(x, brightness=1.7), f.adjust_brightness(x, 1.7))  # type: ignore[attr-defined]
    torch.testing.assert_close(module.color_jitter(x, contrast=0.4), f.adjust_contrast(x, 0.4), rtol=0, atol=1e-6)  # type: ignore[attr-defined]
    theirs = f.adjust_saturation(f.adjust_contrast(f.adjust_brightness(x, 0.8), 1.5), 2.0)  # type: ignore[attr-defined]
    torch.testing.assert_close(module.color_jitter(x, 0.8, 1.5, 2.0), theirs, rtol=0, atol=1e-5)


def test_resized_masks_are_torchs_nearest_ones() -> None:
    image, _, masks = scene()
    for size in ((16, 5), (5, 13), (3, 20)):
        theirs = torch.nn.functional.interpolate(masks[None].double(), size=size, mode="nearest")[0].bool()
        assert torch.equal(module.resize(image, size, masks=masks)[1], theirs)


@pytest.mark.parametrize("seed", range(5))
def test_boxes_stay_the_smallest_around_their_masks(seed: int) -> None:
    image, boxes, masks = scene(seed)
    for name, arguments in (
        ("hflip", ()),
        ("vflip", ()),
        ("rotate90", (1,)),
        ("rotate90", (3,)),
        ("pad", ((1, 2, 3, 4), 0.0)),
    ):
        _, moved, moved_masks = getattr(module, name)(image, *arguments, boxes, masks)
        for box, mask in zip(moved.tolist(), moved_masks, strict=True):
            rows, columns = mask.any(1).nonzero(), mask.any(0).nonzero()
            assert box == [int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1]


def test_flipping_twice_and_turning_four_times_change_nothing() -> None:
    given = scene()
    for result in (
        module.hflip(*module.hflip(*given)),
        module.vflip(*module.vflip(*given)),
        module.rotate90(given[0], 4, *given[1:]),
        module.rotate90(*[(r := module.rotate90(given[0], 1, *given[1:]))[0], -1, r[1], r[2]]),
    ):
        assert all(torch.equal(a, b) for a, b in zip(result, given, strict=True))


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("hflip", (), (6, 2, 9, 5)), ("vflip", (), (1, 3, 4, 6)), ("rotate90", (1,), (2, 6, 5, 9)),
        ("rotate90", (2,), (6, 3, 9, 6)), ("crop", (3, 2, 4, 6), (0, 0, 2, 2)),
        ("pad", ((1, 2, 3, 4), 0.0), (2, 4, 5, 7)), ("resize", ((16, 5),), (0.5, 4, 2, 10)),
    ],
)  # fmt: skip
def test_the_handouts_boxes(name: str, arguments: tuple[object, ...], expected: tuple[float, ...]) -> None:
    image = torch.zeros(3, 8, 10, dtype=torch.float64)
    assert getattr(module, name)(image, *arguments, boxes=BOX)[1].tolist() == [list(expected)]


def test_a_rotation_about_the_centre_of_a_wider_image_is_torchvisions_expanded_one(functional: object) -> None:
    image = scene()[0]
    theirs = functional.rotate(image, 90.0, expand=True)  # type: ignore[attr-defined]
    torch.testing.assert_close(module.rotate90(image, 1), theirs, rtol=0, atol=1e-12)


def test_only_what_was_given_comes_back() -> None:
    image, boxes, masks = scene()
    assert isinstance(module.hflip(image), torch.Tensor)
    assert [
        len(module.hflip(image, boxes)),
        len(module.hflip(image, masks=masks)),
        len(module.hflip(image, boxes, masks)),
    ] == [2, 2, 3]


def test_each_image_is_flipped_by_itself_in_training_alone() -> None:
    torch.manual_seed(0)
    x = torch.randn(10_000, 1, 1, 2)
    y = module.RandomHFlip(0.3)(x)
    flipped = (y == x.flip(-1)).all(3).flatten()
    assert ((y == x).all(3).flatten() ^ flipped).all()
    assert flipped.double().mean().item() == pytest.approx(0.3, abs=6 * (0.21 / 10_000) ** 0.5)
    assert torch.equal(module.RandomHFlip(1.0).eval()(x), x)


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    given = scene()
    there = [part.to(cuda) for part in given]
    for name, arguments in (
        ("hflip", ()),
        ("rotate90", (1,)),
        ("crop", (-1, 2, 5, 5)),
        ("pad", (2, 0.0)),
        ("resize", ((5, 6),)),
    ):
        results = [getattr(module, name)(parts[0], *arguments, *parts[1:]) for parts in (there, given)]
        for a, b in zip(*results, strict=True):
            torch.testing.assert_close(a.cpu(), b)
