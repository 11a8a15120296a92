from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import torch

from grader.checks.draw import Draw
from grader.checks.language import load_checks
from grader.errors import TaskDefect

ROOT = Path(__file__).resolve().parents[2]


def everything(seed: int) -> list[torch.Tensor]:
    draw = Draw(seed)
    return [
        draw.normal(3, 2), draw.uniform(4), draw.integers(5, high=9), draw.permutation(6), draw.moderate(7),
        draw.spread(50), draw.boxes(4), *draw.parameters([(2,), (3,)]), torch.tensor(draw.seed()),
        torch.rand(2, generator=draw.generator()), draw.cycle(5), *draw.labelled_images(2, 1, 3, 4, 3), *draw.scene(6, 8),
    ]  # fmt: skip


def test_the_same_seed_gives_the_same_numbers_and_another_gives_others() -> None:
    assert all(torch.equal(a, b) for a, b in zip(everything(5), everything(5), strict=True))
    assert not torch.equal(Draw(5).normal(8), Draw(6).normal(8))


def test_draws_neither_read_nor_move_the_global_generator() -> None:
    torch.manual_seed(0)
    before = torch.get_rng_state()
    first = everything(5)
    assert torch.equal(torch.get_rng_state(), before)
    torch.manual_seed(1)
    assert all(torch.equal(a, b) for a, b in zip(first, everything(5), strict=True))


@pytest.mark.parametrize("seed", [0, -1, 2**63, 2**64 + 5])
def test_every_integer_is_a_seed(seed: int) -> None:
    assert Draw(seed).normal(2).shape == (2,)


def test_draws_keep_their_promises() -> None:
    draw = Draw(1)
    moderate, boxes = draw.moderate(500).abs(), draw.boxes(200, size=50.0)
    assert 0.5 <= float(moderate.min()) and float(moderate.max()) <= 2.0
    assert bool((boxes[:, 2:] > boxes[:, :2]).all())
    assert float(boxes.min()) >= 0.0 and float(boxes.max()) <= 50.0
    assert sorted(draw.permutation(9).tolist()) == list(range(9))
    assert all(param.is_leaf and param.requires_grad for param in draw.parameters([(2, 2)]))
    assert bool((draw.spread(500) == 0).any())


@pytest.mark.parametrize("n", [2, 3, 8])
def test_a_cycle_leaves_nothing_in_its_place_and_visits_everything(n: int) -> None:
    cycle = Draw(3).cycle(n)
    assert not (cycle == torch.arange(n)).any()
    place, seen = 0, set()
    for _ in range(n):
        place = int(cycle[place])
        seen.add(place)
    assert len(seen) == n
    assert n == 2 or not torch.equal(cycle, cycle.argsort())


def test_labelled_images_have_one_label_each_and_no_two_pixels_alike() -> None:
    images, labels = Draw(4).labelled_images(6, 3, 5, 7, 4)
    assert images.unique().numel() == images.numel()
    assert labels.shape == (6, 4) and bool((labels.sum(1) == 1).all() and (labels.max(1).values == 1).all())


@pytest.mark.parametrize("seed", range(20))
def test_the_boxes_of_a_scene_are_the_smallest_around_its_masks(seed: int) -> None:
    image, boxes, masks = Draw(seed).scene(9, 13)
    assert image.shape == (3, 9, 13) and masks.shape == (3, 9, 13)
    for box, mask in zip(boxes.tolist(), masks, strict=True):
        rows, columns = mask.any(1).nonzero(), mask.any(0).nonzero()
        assert box == [int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1]


def test_load_checks_keeps_the_order_of_the_file() -> None:
    text = "from grader.checks import check, close\n" + "".join(
        f"@check(close())\ndef {name}(impl, draw): ...\n" for name in ("b", "a", "c")
    )
    assert list(load_checks(text, "checks.py")) == ["b", "a", "c"]


@pytest.mark.parametrize("text", ["def (", "1 / 0", "import no_such_module", "raise ValueError", "\0"])
def test_a_broken_checks_file_is_a_task_defect(text: str) -> None:
    with pytest.raises(TaskDefect, match=r"checks\.py cannot be loaded"):
        load_checks(text, "checks.py")


def test_loading_every_tasks_checks_imports_no_torch() -> None:
    code = """
import sys
from pathlib import Path
from grader.catalog import Catalog, checks_text
from grader.checks.language import load_checks
for task in Catalog(Path(sys.argv[1])).tasks:
    assert list(load_checks(checks_text(task), task.name)) == [check.name for check in task.checks], task.name
    assert "torch" not in sys.modules, task.name
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
