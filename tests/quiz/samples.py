"""Variants and papers made by hand: every kind of question, and hostile text in every field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from grader.model import LANGUAGES, Picture, Series, Text
from grader.quiz.model import Asked, Choice, Key, Kind, Mistake, Paper, Variant
from grader.report import pictures

WHY = Text(
    "Because `lr / (1 - μ)` is the limit.\n\nSee the lecture.",
    "극한이 `lr / (1 - μ)`이기 때문입니다.\n\n강의를 보십시오.",
)


def choices(*texts: str | Text) -> tuple[Choice, ...]:
    return tuple(
        Choice(letter, text if isinstance(text, Text) else Text.same(text))
        for letter, text in zip("abcdefgh", texts, strict=False)
    )


def mistake(name: str, *answers: str) -> Mistake:
    return Mistake(name, answers, Text(f"Mistake: {name} (`{answers[0]}`).", f"실수입니다: {name} (`{answers[0]}`)."))


def variant(kind: Kind, text: Text, key: Key, **fields: object) -> Variant:
    name = f"optimizers/momentum/q_{kind.value}"
    return Variant(Asked(name, f"fingerprint-{kind.value}", kind, 1.0, text, **fields), key)  # type: ignore[arg-type]


def loss() -> Text:
    curve = Series(Text("loss", "손실"), tuple((float(t), 0.8**t) for t in range(20)))
    picture = Picture("lines", Text("The loss", "손실"), (curve,), Text("step", "스텝"), Text("loss", "손실"))
    return Text(*(str(pictures.svg(picture, language)) for language in LANGUAGES))


def variants() -> tuple[Variant, ...]:
    """One of each kind."""
    return (
        variant(
            Kind.SINGLE,
            Text(
                "What does momentum (μ = 0.9) change about plain gradient descent?\n\nThe figure shows its loss.",
                "모멘텀(μ = 0.9)은 일반 경사 하강법의 무엇을 바꿉니까?\n\n그림은 손실입니다.",
            ),
            Key(("b",), WHY, mistakes=(mistake("decay", "c"), mistake("rate", "a"))),
            figure=loss(),
            choices=choices(
                Text("The learning rate decays with every step", "학습률이 스텝마다 줄어듭니다"),
                Text("The step sums past gradients, as `v = mu * v + grad`", "스텝에 지난 기울기가 `v = mu * v + grad`로 쌓입니다"),
                Text("Each parameter has a learning rate of its own", "매개변수마다 학습률이 따로 있습니다"),
            ),
        ),
        variant(
            Kind.MULTIPLE,
            Text("Which of these optimizers keep a running mean of squared gradients?", "기울기 제곱의 이동 평균을 유지하는 최적화 기법은 무엇입니까?"),
            Key(("a c",), WHY, mistakes=(mistake("sums", "b"),)),
            choices=choices("Adam", "Adagrad", "RMSprop", "SGD"),
        ),
        variant(
            Kind.TRUE_FALSE,
            Text("Dropout scales the kept activations at training time.", "드롭아웃은 학습할 때 남은 활성값의 크기를 조정합니다."),
            Key(("true b",), WHY, mistakes=(mistake("at_test", "true a"),)),
            choices=choices(
                Text("Scaling belongs to the test, where nothing is dropped", "아무것도 제거하지 않는 평가 때 조정합니다"),
                Text("The expectation stays what it is without dropout", "기댓값이 드롭아웃이 없을 때와 같습니다"),
            ),
        ),
        variant(
            Kind.NUMERIC,
            Text("How much memory do the weights of `Linear(256, 256)` take, in float32, without bias?", "편향이 없는 float32 `Linear(256, 256)`의 가중치는 메모리를 얼마나 차지합니까?"),
            Key(("0.262144123456",), WHY, 0.0026, (mistake("float64", "0.524288"),)),
            unit=Text("MB", "메가바이트"),
            tolerance="1%",
        ),
        variant(
            Kind.INTEGER,
            Text("How many weights does `Conv2d(3, 64, 7, bias=False)` have?", "`Conv2d(3, 64, 7, bias=False)`의 가중치는 몇 개입니까?"),
            Key(("9408",), WHY, mistakes=(mistake("with_bias", "9472"),)),
            unit=Text("weights", "개"),
        ),
        variant(
            Kind.SHAPE,
            Text("Which shape does `y` have?", "`y`의 shape은 무엇입니까?"),
            Key(("(1, 64, 56, 56)",), WHY, mistakes=(mistake("no_padding", "(1, 64, 55, 55)"),)),
            code="x = torch.zeros(1, 64, 112, 112)\npool = nn.MaxPool2d(3, stride=2, padding=1)  # halves\ny = pool(x)",
        ),
        variant(
            Kind.TEXT,
            Text("What is the method called that looks ahead along the velocity?", "속도 방향으로 앞을 내다보는 기법의 이름은 무엇입니까?"),
            Key(("Nesterov", "네스테로프"), WHY, mistakes=(mistake("plain", "momentum", "모멘텀"),)),
        ),
        variant(
            Kind.ORDERING,
            Text("Put the parts of a training step into order.", "학습 한 스텝의 순서를 맞추십시오."),
            Key(("c a d b",), WHY),
            choices=choices(
                Text("Compute the loss", "손실 계산"),
                Text("Update the parameters: `optimizer.step()`", "매개변수 갱신: `optimizer.step()`"),
                Text("Run the network forward", "순전파"),
                Text("Run it backward: `loss.backward()`", "역전파: `loss.backward()`"),
            ),
        ),
        variant(
            Kind.MATCHING,
            Text("Which network introduced what?", "어느 네트워크가 무엇을 도입했습니까?"),
            Key(("b a d",), WHY),
            prompts=(Text.same("ResNet"), Text.same("GoogLeNet"), Text.same("`DenseNet`")),
            choices=choices(
                Text("parallel branches of different kernel sizes", "커널 크기가 다른 병렬 분기"),
                Text("an identity shortcut around two layers, added to what they compute", "두 층을 건너뛰어 더해지는 항등 지름길 연결"),
                Text("depthwise convolutions", "깊이별 합성곱"),
                Text("concatenation of all earlier maps: `torch.cat`", "이전 특징 맵을 모두 이어 붙임: `torch.cat`"),
            ),
        ),
        variant(
            Kind.CODE,
            Text("Fill the blank so that the class is heavy-ball momentum.", "모멘텀이 되도록 빈칸을 채우십시오."),
            Key(("v.mul_(self.mu).add_(p.grad)",), WHY, mistakes=(mistake("plain", "v.copy_(p.grad)"),), task="optimizers/momentum"),
            code=(
                "class Momentum:\n    @torch.no_grad()\n    def step(self):  # 한 스텝\n"
                "        for p, v in zip(self.params, self.velocities):\n            ____\n            p.sub_(self.lr * v)\n"
            ),
        ),
    )  # fmt: skip


def paper(variants_: Iterable[Variant] = (), **fields: object) -> Paper:
    """A graded paper, of all kinds unless other variants are given."""
    asked = tuple(one.asked for one in tuple(variants_) or variants())
    paper = Paper("week-3", Text("Optimizers, week 3", "최적화 기법, 3주 차"), "김민지", asked)
    return replace(paper, **fields)  # type: ignore[arg-type]


def practice(**fields: object) -> Paper:
    keys = {one.asked.question: one.key for one in variants()}
    return paper(name="practice/optimizers", student="", keys=keys, **fields)


def hostile(text: str) -> Paper:
    """`text` in every field that people write, with everything for practice."""
    evil = Text(text, text + "!")
    spoilt = [
        Variant(
            replace(
                one.asked,
                question=f"{text}/{one.asked.kind}",
                variant=text,
                text=evil,
                code=f"x = '{text}'\n____" if one.asked.code else "",
                unit=evil,
                tolerance=text,
                choices=tuple(Choice(choice.letter, evil) for choice in one.asked.choices),
                prompts=tuple(evil for _ in one.asked.prompts),
            ),
            replace(
                one.key,
                right=_spoilt(one, one.key.right, text),
                why=evil,
                mistakes=tuple(Mistake(text, _spoilt(one, known.answers, text), evil) for known in one.key.mistakes),
            ),
        )
        for one in variants()
    ]
    keys = {one.asked.question: one.key for one in spoilt}
    return paper(spoilt, name=text, title=evil, student=text, keys=keys, minutes=30)


def _spoilt(one: Variant, answers: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Words and code may be anything; other answers are letters and numbers, whoever writes the question."""
    return (text,) if one.asked.kind in (Kind.TEXT, Kind.CODE) else answers
