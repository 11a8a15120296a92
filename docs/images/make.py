"""Makes the README's pictures, `class.png`, `report.png` and `quiz.png`, from pages that are already written.

    make demo
    .venv/bin/grader quiz preview optimizers/nesterov --no-key --html demo/quiz.html
    .venv/bin/python docs/images/make.py demo/report --quiz demo/quiz.html

It needs Chromium or Chrome on PATH, and nothing else; it grades nothing. `--student NAME` chooses another page for
`report.png`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
MOST_BYTES = 200_000  # of one picture: a README should open at once
FLAGS = (
    # our own pages fetch nothing, and a browser started by root has no sandbox
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
    "--blink-settings=preferredColorScheme=1",
    # a busy machine would else be photographed with parts of the page still blank
    "--run-all-compositor-stages-before-draw", "--virtual-time-budget=3000",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path, help="what `grader report --out` wrote, for staff")
    parser.add_argument("--student", default="bruno_costa", help="whose page (default: %(default)s)")
    parser.add_argument("--quiz", type=Path, help="a paper as a page, for `quiz.png`")
    arguments = parser.parse_args()
    browser = next((path for name in NAMES if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"no browser on PATH: {', '.join(NAMES)}")
    student = arguments.report / "students" / f"{arguments.student}.html"
    take(browser, arguments.report / "index.html", HERE / "class.png", "1200,1044")
    take(browser, student, HERE / "report.png", "1060,950")
    if arguments.quiz is not None:
        take(browser, arguments.quiz, HERE / "quiz.png", "900,1180")
    return 0


def take(browser: str, page: Path, picture: Path, size: str) -> None:
    """What a window of `size`, "width,height", shows of the page."""
    if not page.is_file():
        sys.exit(f"{page} is not there")
    with tempfile.TemporaryDirectory() as profile:
        place = (f"--user-data-dir={profile}", f"--window-size={size}", f"--screenshot={picture}")
        subprocess.run([browser, *FLAGS, *place, page.resolve().as_uri()], check=True, capture_output=True, timeout=60)
    if picture.stat().st_size > MOST_BYTES:
        sys.exit(f"{picture} has {picture.stat().st_size} bytes, more than {MOST_BYTES}: choose a smaller window")
    print(f"{picture}: {picture.stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(main())
