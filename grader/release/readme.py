"""The first page of a bundle."""

from __future__ import annotations

from grader import __version__

README = f"""\
# Check your own work

한국어 안내는 아래에 있습니다.

## Once

You need Python 3.11 or newer, on Linux, macOS, or Windows with WSL. Your course hands out the grader as a file:

    python -m venv .venv
    source .venv/bin/activate
    pip install grader-{__version__}-py3-none-any.whl

## Then, in this folder

    grader list                           # the tasks, with their points
    grader start UNIT/TASK                # writes UNIT/TASK.md (the handout) and UNIT/TASK.py (the starter)
    grader check UNIT/TASK.py             # says what is right, what is wrong, and often why
    grader check UNIT/TASK.py --watch     # again on every save
    grader quiz take UNIT                 # practice questions, with feedback after each answer
    grader quiz take YOU.paper.json       # the paper that your instructor gave you; hand in the file that it writes

`grader check` also reads notebooks, folders and zips. `--lang ko` answers in Korean, `--html report.html` adds
pictures, and `--seed 1` draws other numbers, for most tasks.

## What this can tell, and what not

- It runs the public checks. When your work is graded, hidden checks run as well, and all draw other numbers.
- It holds no solutions: what the reference gave was recorded, and your code is compared with that.
- Where your numbers are those of a known mistake, it names the mistake.
- It works without a network. Your code runs on your own machine, with your own rights.
- `assignments/` belongs to the grader. Work on the files that `grader start` writes.

---

# 스스로 검사하기

## 처음 한 번

Python 3.11 이상이 필요합니다. Linux, macOS, WSL을 쓰는 Windows에서 동작합니다. 채점기는 과목에서 파일로 나누어 줍니다.

    python -m venv .venv
    source .venv/bin/activate
    pip install grader-{__version__}-py3-none-any.whl

## 그다음, 이 폴더에서

    grader list --lang ko                 # 과제와 배점
    grader start UNIT/TASK --lang ko      # UNIT/TASK.md(안내문)와 UNIT/TASK.py(스타터 코드)를 만듭니다
    grader check UNIT/TASK.py --lang ko   # 맞은 것, 틀린 것, 그리고 알 수 있을 때는 그 원인
    grader check UNIT/TASK.py --watch     # 저장할 때마다 다시 검사합니다
    grader quiz take UNIT --lang ko       # 연습 문항. 답할 때마다 설명이 나옵니다
    grader quiz take 이름.paper.json      # 교수자가 나누어 준 시험지. 만들어지는 답안 파일을 제출합니다

`grader check`는 노트북, 폴더, zip도 읽습니다. `--html report.html`은 그림이 있는 보고서를 만들고, 대부분의 과제에서
`--seed 1`로 다른 난수를 쓸 수 있습니다.

## 알 수 있는 것과 알 수 없는 것

- 공개 검사만 실행합니다. 채점할 때는 비공개 검사도 실행하며, 모든 검사가 다른 난수를 씁니다.
- 정답 코드는 들어 있지 않습니다. 참조 구현의 결과를 미리 기록해 두었고, 작성하신 코드의 결과를 그 기록과 비교합니다.
- 결과가 알려진 실수의 결과와 같으면 그 실수가 무엇인지 알려 줍니다.
- 네트워크 없이 동작합니다. 코드는 자신의 컴퓨터에서 자신의 권한으로 실행됩니다.
- `assignments/`는 채점기가 쓰는 폴더입니다. `grader start`가 만든 파일에 작성하십시오.
"""
