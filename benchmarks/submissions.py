"""The assignment that is graded (IoU and Adam), its submissions, and what an instructor's tests ask of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from measuring import ROOT

FILES = {"detection/iou": "iou.py", "optimizers/adam": "adam.py"}  # task -> the file that answers it
TASKS = tuple(FILES)
IOU = ROOT / "assignments/detection/iou"
ADAM = ROOT / "assignments/optimizers/adam"

# No subclass of torch.optim.Optimizer: that imports torch._dynamo, seconds that graders with one process for each
# submission would pay each time. For the same reason their tests compare with this project's reference.
RIGHT = {
    "iou.py": IOU / "accepted/tiny_epsilon.py",
    "adam.py": ADAM / "accepted/epsilon_before_the_correction.py",
}
WRONG = RIGHT | {"adam.py": ADAM / "misconceptions/no_bias_correction.py"}
SUPPORT = {
    "assertions.py": ROOT / "benchmarks/assertions.py",
    "expected_adam.py": ROOT / "reference/optimizers/adam.py",
}

# Name of a test -> its body, which finds `box_iou`, `Adam` and the module `assertions` in its scope.
TESTS = {
    "known_boxes": "assertions.known_boxes(box_iou)",
    "random_boxes": "assertions.random_boxes(box_iou)",
    "adam_defaults": "assertions.twenty_steps(Adam)",
    "adam_betas": "assertions.twenty_steps(Adam, betas=(0.8, 0.98))",
    "adam_coupled_decay": "assertions.twenty_steps(Adam, weight_decay=0.1)",
    "adam_decoupled_decay": "assertions.twenty_steps(Adam, weight_decay=0.1, decoupled=True)",
}


@dataclass(frozen=True)
class Submission:
    student: str
    sources: dict[str, str]  # file name -> text

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        for name, text in self.sources.items():
            (folder / name).write_text(text, encoding="utf-8")


def submit(student: str, answers: dict[str, Path]) -> Submission:
    """A comment makes every submission a different one, so that nothing is graded once for all."""
    return Submission(
        student, {name: f"{path.read_text(encoding='utf-8')}\n# {student}\n" for name, path in answers.items()}
    )


def class_of(n: int) -> list[Submission]:
    return [submit(f"student_{i:04}", RIGHT) for i in range(n)]
