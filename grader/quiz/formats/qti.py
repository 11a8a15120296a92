"""Writes QTI 1.2 as a zip for Canvas, made by the library text2qti from our text for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from grader.model import Language
from grader.quiz.formats import text2qti
from grader.quiz.formats.losses import Loss
from grader.quiz.formats.markup import missing_library
from grader.quiz.model import Variant


def write(variants: Iterable[Variant], language: Language) -> tuple[bytes, list[Loss]]:
    """The package, with its drawings, and what it cannot hold. Raises EnvironmentFault without the library."""
    try:
        from text2qti.config import Config
        from text2qti.qti import QTI
        from text2qti.quiz import Quiz
    except ImportError:
        raise missing_library("Writing QTI") from None
    with TemporaryDirectory() as folder:  # the library takes drawings from files
        text, drawings, losses = text2qti.write(variants, language, folder)
        for name, drawing in drawings.items():
            (Path(folder) / name).write_text(drawing, encoding="utf-8")
        package: bytes = QTI(Quiz(text, config=Config())).zip_bytes()
    return package, losses
