"""A small course with one question of each kind that needs no sandbox."""

from __future__ import annotations

from pathlib import Path

TOML = """
[sum]
catalogue = ["A1"]
kind = "integer"
text.en = "What is {a} + {b}?"
text.ko = "{a} + {b}은(는) 얼마입니까?"
why.en = "{a} and {b} are {s}."
why.ko = "{a}와 {b}의 합은 {s}입니다."
mistakes.times = { en = "This is the product.", ko = "곱입니다." }

[ratio]
catalogue = ["A1"]
kind = "numeric"
tolerance = "1%"
unit = "MB"
points = 2
text.en = "Which is {a} / {b}?"
text.ko = "{a} / {b}는 얼마입니까?"
why.en = "Divide."
why.ko = "나눕니다."
mistakes.upside_down = { en = "The other way round.", ko = "거꾸로입니다." }

[shape]
catalogue = ["A1"]
kind = "shape"
answer = [1, 64, 56]
text.en = "Which shape?"
text.ko = "형태는 무엇입니까?"
why.en = "So."
why.ko = "그렇습니다."
mistakes.no_batch = { value = [64, 56], en = "The batch is missing.", ko = "배치가 빠졌습니다." }

[colour]
catalogue = ["A1"]
kind = "single"
show = 3
text.en = "Which colour?"
text.ko = "무슨 색입니까?"
why.en = "It is red."
why.ko = "빨강입니다."
right = { en = "red", ko = "빨강" }
wrong.green = { en = "green", ko = "초록", why = { en = "Grass is.", ko = "풀이 그렇습니다." } }
wrong.blue = { en = "blue", ko = "파랑", why = { en = "The sky is.", ko = "하늘이 그렇습니다." } }
wrong.grey = { en = "grey", ko = "회색", why = { en = "Mice are.", ko = "쥐가 그렇습니다." } }

[primes]
catalogue = ["A1"]
kind = "multiple"
text.en = "Which of these numbers cannot be divided?"
text.ko = "나누어지지 않는 수는 무엇입니까?"
why.en = "2 and 3."
why.ko = "2와 3입니다."
right = [{ en = "two", ko = "둘" }, { en = "three", ko = "셋" }]
wrong.four = { en = "four", ko = "넷", why = { en = "By two.", ko = "2로 나누어집니다." } }
wrong.six = { en = "six", ko = "여섯" }

[flat]
catalogue = ["T1"]
kind = "truefalse"
answer = false
text.en = "The earth is flat."
text.ko = "지구는 평평합니다."
why.en = "It is round."
why.ko = "둥급니다."
right = { en = "Ships vanish hull first.", ko = "배는 선체부터 사라집니다." }
wrong.horizon = { en = "The horizon is straight.", ko = "수평선이 곧습니다.", why = { en = "Nearly.", ko = "거의 그렇습니다." } }

[word]
catalogue = ["A1"]
kind = "text"
accept = ["Batch Normalization", "배치 정규화"]
text.en = "What is BN short for?"
text.ko = "BN은 무엇의 줄임말입니까?"
why.en = "It normalises over a batch."
why.ko = "배치에 대해 정규화합니다."
mistakes.layer = { accept = ["layer norm"], en = "That is LN.", ko = "LN입니다." }

[order]
catalogue = ["A1"]
kind = "ordering"
text.en = "From small to large."
text.ko = "작은 것부터 쓰십시오."
why.en = "So."
why.ko = "그렇습니다."
items = [{ en = "1", ko = "1" }, { en = "2", ko = "2" }, { en = "3", ko = "3" }, { en = "4", ko = "4" }]

[pairs]
catalogue = ["A1"]
kind = "matching"
show = 2
text.en = "What goes together?"
text.ko = "짝을 지으십시오."
why.en = "So."
why.ko = "그렇습니다."
pairs = [
  { left = { en = "cat", ko = "고양이" }, right = { en = "meow", ko = "야옹" } },
  { left = { en = "dog", ko = "개" }, right = { en = "woof", ko = "멍멍" } },
  { left = { en = "cow", ko = "소" }, right = { en = "moo", ko = "음매" } },
]
extra = [{ en = "quack", ko = "꽥꽥" }]

[home]
catalogue = ["A1"]
kind = "integer"
practice = true
text.en = "What is {a} - 1?"
text.ko = "{a} - 1은 얼마입니까?"
why.en = "One less."
why.ko = "하나 적습니다."
mistakes.plus = { en = "One more.", ko = "하나 많습니다." }
"""

PYTHON = """
from grader.quiz import Drawn


def sum(rng, reference):
    a, b = rng.randint(3, 99), rng.randint(3, 99)
    return Drawn({"a": a, "b": b, "s": a + b}, a + b, {"times": a * b})


def ratio(rng, reference):
    a, b = rng.randint(50, 99), rng.randint(3, 20)
    return Drawn({"a": a, "b": b}, a / b, {"upside_down": b / a})


def home(rng, reference):
    a = rng.randint(100, 999)
    return Drawn({"a": a}, a - 1, {"plus": a + 1})
"""


def make(root: Path, *, toml: str = TOML, python: str = PYTHON) -> Path:
    """Writes the course and returns its root; its questions are `tiny/basics/...`."""
    folder = root / "assignments" / "tiny" / "quiz"
    folder.mkdir(parents=True)
    (folder / "basics.toml").write_text(toml, encoding="utf-8")
    (folder / "basics.py").write_text(python, encoding="utf-8")
    return root
