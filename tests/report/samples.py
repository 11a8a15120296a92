"""Reports made by code, for the tests of every renderer: all verdicts, pictures, long and hostile texts, a class."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from grader.model import (
    CheckResult,
    Excerpt,
    Picture,
    Place,
    Problem,
    Report,
    Series,
    Table,
    TableRow,
    TaskReport,
    Text,
    Verdict,
    Visibility,
)

YOURS, REFERENCE = Text("yours", "제출한 코드"), Text("reference", "참조 구현")
STEP, LOSS = Text("step", "단계"), Text("loss", "손실")

# Everything that a hostile student can put into a name, a message or a print: markup, script, terminal sequences (7
# and 8 bit), a bidirectional override, a zero-width space, NUL, a lone surrogate and a blank letter.
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}"
    "\x1b[31mred\x1b]0;title\x07\x9b2J\u202egnp.exe\u2066\u200b\x00\ud800\u3164\r\n`<b>code</b>`"
)

ADAM_CODE = '''class Adam:
    """Adam, after Kingma and Ba. 편향 보정은 다음에."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.params = list(params)
        self.lr, self.betas, self.eps = lr, betas, eps
        self.state = [(torch.zeros_like(p), torch.zeros_like(p)) for p in self.params]

    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for p, (m, v) in zip(self.params, self.state):
            m.mul_(beta1).add_(p.grad, alpha=1 - beta1)  # first moment
            v.mul_(beta2).addcmul_(p.grad, p.grad, value=1 - beta2)
            p.sub_(self.lr * m / (v.sqrt() + self.eps))
'''


def curve(title: Text, function: Callable[[int], float], reference: Callable[[int], float], steps: int) -> Picture:
    """Two curves over `steps` steps."""
    both = ((YOURS, function), (REFERENCE, reference))
    series = tuple(Series(name, tuple((float(t), f(t)) for t in range(steps))) for name, f in both)
    return Picture("lines", title, series, STEP, LOSS)


def loss_picture() -> Picture:
    return curve(
        Text("Training loss", "학습 손실"),
        lambda t: 2.3 * math.exp(-t / 90) + 0.02 * (1 + math.sin(t)),
        lambda t: 2.3 * math.exp(-t / 28) + 0.004,
        240,
    )


def path_picture() -> Picture:
    yours = tuple((3.2 * 0.93**t * math.cos(t / 3), 2.1 * 0.9**t * math.sin(t / 2 + 1)) for t in range(24))
    reference = tuple((3.2 * 0.86**t, 2.1 * 0.8**t * math.sin(1)) for t in range(24))
    title = Text("Path of the two parameters over 24 steps", "두 매개변수의 24단계 경로")
    return Picture(
        "path", title, (Series(YOURS, yours), Series(REFERENCE, reference)), Text.same("θ₁"), Text.same("θ₂")
    )


def boxes_picture() -> Picture:
    kept = ((10.0, 10.0), (60.0, 50.0), (14.0, 12.0), (64.0, 55.0), (90.0, 40.0), (150.0, 95.0))
    reference = (kept[0], kept[1], kept[4], kept[5])
    title = Text("Boxes kept by non-maximum suppression", "비최대 억제 후 남은 상자")
    return Picture("boxes", title, (Series(YOURS, kept), Series(REFERENCE, reference)))


def layers_picture() -> Picture:
    """Bars over stages, a table of layers, and figures."""
    sides = ((56.0, 12.0), (28.0, 40.0), (1.0, 48.0))
    row = ("conv 3x3 <b>", "3×8×8 → 4×8×8", "112", "6,912")
    rows = (TableRow(left_out=3), TableRow(row * 2), TableRow((*row, "", "", "", ""), differs=True))
    return Picture(
        "bars",
        Text("Layer by layer", "층별 비교"),
        (Series(YOURS, sides), Series(REFERENCE, ((56.0, 10.0), (28.0, math.nan), (1.0, 50.0)))),
        table=Table((YOURS, REFERENCE), tuple(map(Text.same, ("layer", "shape", "parameters", "MACs"))), rows),
        figures={"parameters": (120.0, 100.0), "macs": (2e6, 1e6), "receptive_field": (31.0, 31.0)},
    )


def accuracy_picture(own: float, reference: float) -> Picture:
    shares = tuple((float(c), 100.0 * own) for c in range(4))
    return Picture("bars", Text.same("new images"), (Series(YOURS, shares),), figures={"accuracy": (own, reference)})


def networks() -> tuple[Report, ...]:
    """Two students with two networks each."""

    def one(name: str, own: float) -> TaskReport:
        checks = (
            check("counts", Text.same("counts"), picture=layers_picture()),
            check(
                "counts_another", Text.same("counts"), picture=replace(layers_picture(), figures={"macs": (9e9, 9e9)})
            ),
            check("learns", Text.same("learns"), picture=accuracy_picture(own, 0.95)),
        )
        return task(f"cnn/{name}", Text(f"The network {name}", f"네트워크 {name}"), *checks)

    return report("kim", one("narrow", 0.9), one("wide", 0.7)), report("lee", one("narrow", 0.8), one("wide", 0.5))


def check(
    name: str,
    title: Text,
    verdict: Verdict = Verdict.PASS,
    *,
    points: float = 2.0,
    visibility: Visibility = Visibility.PUBLIC,
    message: Text | None = None,
    expected: Text | None = None,
    got: Text | None = None,
    hint: Text | None = None,
    misconception: str | None = None,
    explanation: Text | None = None,
    place: Place | None = None,
    printed: str = "",
    picture: Picture | None = None,
) -> CheckResult:
    earned = points if verdict in (Verdict.PASS, Verdict.INTERNAL) else 0.0
    return CheckResult(
        name, title, visibility, verdict, earned, points, message, expected, got, hint, misconception, explanation,
        place, printed, picture, seconds=0.125,
    )  # fmt: skip


def task(
    name: str,
    title: Text,
    *checks: CheckResult,
    problems: tuple[Problem, ...] = (),
    code: tuple[Excerpt, ...] = (),
) -> TaskReport:
    score, max_score = sum(c.points for c in checks), sum(c.max_points for c in checks)
    return TaskReport(name, title, score, max_score, checks, problems, code)


def report(student: str, *tasks: TaskReport, problems: tuple[Problem, ...] = ()) -> Report:
    score, max_score = sum(t.score for t in tasks), sum(t.max_score for t in tasks)
    return Report(student, "9f2c" * 16, score, max_score, tasks, problems, seconds=1.42)


def rejected(student: str) -> Report:
    why = Problem(
        "not-a-notebook",
        Text(
            "The notebook is not valid JSON, so none of its cells can be read. Download it again from Colab "
            "(File, Download .ipynb) and hand that in.",
            "노트북이 올바른 JSON이 아니어서 셀을 읽을 수 없습니다. Colab에서 다시 내려받아(파일, .ipynb 다운로드) "
            "제출해 주시기 바랍니다.",
        ),
        Place("hw3.ipynb", None, 812),
    )
    return Report(student, "00" * 32, 0.0, 0.0, (), rejected=why)


NO_CORRECTION = Text(
    "These are the numbers of Adam without bias correction. `m` and `v` start at zero, so for the first steps they "
    "are too small; dividing them by `1 - beta**t` makes up for it.",
    "편향 보정이 없는 Adam의 값과 같습니다. `m`과 `v`는 0에서 시작하므로 처음 몇 단계에서는 너무 작습니다. "
    "`1 - beta**t`로 나누어 이를 바로잡습니다.",
)


def adam(verdict: Verdict = Verdict.FAIL) -> TaskReport:
    """Adam without bias correction: a public, a hidden and a staff check fail for the same reason."""
    wrong = verdict is not Verdict.PASS
    cause = {"misconception": "no_bias_correction", "explanation": NO_CORRECTION} if wrong else {}
    hint = Text("Look again at lines 9 to 11 of Algorithm 1.", "알고리즘 1의 9~11행을 다시 살펴보시기 바랍니다.")
    at = Place("hw3.ipynb", 7, 32)
    common = {"hint": hint, "place": at, **cause} if wrong else {}
    differs = Text("The parameters differ from the first step on.", "첫 단계부터 매개변수가 다릅니다.")
    values = {"message": differs, "expected": Text.same("-0.0100000 at step 1"), "got": Text.same("-0.0316228")}
    values = values if wrong else {}
    return task(
        "optimizers/adam",
        Text("Adam and AdamW", "Adam과 AdamW"),
        check("builds", Text("Builds, and takes a step", "생성되고 한 단계를 진행한다"), points=1),
        check(
            "trajectory",
            Text("Follows the reference over twenty steps", "20단계 동안 참조 구현과 같은 경로를 따른다"),
            verdict,
            picture=path_picture(),
            printed="step 0  loss 2.3026\nstep 1  loss 2.2981\n" if wrong else "",
            **values,
            **common,
        ),
        check(
            "sparse",
            Text("Holds its state per parameter, even where gradients are zero", "기울기가 0이어도 상태를 유지한다"),
            verdict,
            visibility=Visibility.HIDDEN,
            printed="the hidden inputs: 0.123" if wrong else "",
            picture=path_picture() if wrong else None,
            **values,
            **common,
        ),
        check("decay", Text("AdamW decays apart from the gradient", "AdamW는 기울기와 별도로 감쇠한다")),
        check(
            "similar",
            Text("Is not a copy of last year's handout", "지난해 배포 자료의 사본이 아니다"),
            visibility=Visibility.STAFF,
            points=0,
        ),
        code=(Excerpt("Adam", "hw3.ipynb", 7, 18, ADAM_CODE, (32,) if wrong else ()),),
        problems=(
            Problem(
                "duplicate-definition",
                Text(
                    "`Adam` is defined twice; the last one counts.", "`Adam`이 두 번 정의되어 마지막 정의를 채점합니다."
                ),
                Place("hw3.ipynb", 7, 18),
            ),
        )
        if wrong
        else (),
    )


def training(verdict: Verdict = Verdict.FAIL) -> TaskReport:
    bad = verdict is not Verdict.PASS
    bound = Text("a loss of at most 0.0120 after 240 steps", "240단계 후 손실 0.0120 이하")
    return task(
        "training/small-cnn",
        Text("Train a small CNN", "작은 CNN 학습"),
        check(
            "converges",
            Text("Reaches the loss bound", "목표 손실에 도달한다"),
            verdict,
            points=4,
            message=Text("The loss is still too high at the end.", "마지막 손실이 아직 너무 큽니다.") if bad else None,
            expected=bound if bad else None,
            got=Text("0.1843, recomputed from the parameters returned", "반환된 매개변수로 다시 계산한 값 0.1843")
            if bad
            else None,
            hint=Text(
                "Is `zero_grad()` called in every step?", "매 단계에서 `zero_grad()`를 부르는지 확인하시기 바랍니다."
            )
            if bad
            else None,
            picture=loss_picture(),
        ),
    )


def boxes(verdict: Verdict = Verdict.FAIL) -> TaskReport:
    table = "missing       extra\n(64, 3, 3, 3)  (64, 3, 7, 7)\n(64,)          -"
    bad = verdict is not Verdict.PASS
    return task(
        "detection/nms",
        Text("IoU and non-maximum suppression", "IoU와 비최대 억제"),
        check("iou", Text("IoU of disjoint boxes is zero", "겹치지 않는 상자의 IoU는 0이다"), points=1),
        check(
            "suppresses",
            Text("Suppresses across, not within, classes", "클래스별로 억제한다"),
            verdict,
            message=Text("One box too many is kept.", "상자 하나가 더 남았습니다.") if bad else None,
            expected=Text.same("[0, 2]") if bad else None,
            got=Text.same(table) if bad else None,
            picture=boxes_picture(),
            misconception="keeps_equal" if bad else None,
            explanation=Text("`<` where the handout asks for `<=`.", "`<=`가 필요한 자리에 `<`를 썼습니다.")
            if bad
            else None,
        ),
    )


def all_verdicts() -> TaskReport:
    """One check per verdict."""
    long = "RuntimeError: mat1 and mat2 shapes cannot be multiplied (32x784 and 512x10) " * 3
    messages = {
        Verdict.FAIL: Text("The values differ.", "값이 다릅니다."),
        Verdict.ERROR: Text.same(long),
        Verdict.MISSING: Text("`ResidualBlock` is not defined.", "`ResidualBlock`이 정의되어 있지 않습니다."),
        Verdict.FORBIDDEN: Text("`torchvision.models.resnet18` is used.", "`torchvision.models.resnet18`을 썼습니다."),
        Verdict.TIMEOUT: Text("Stopped after 10 s of CPU time.", "CPU 시간 10초 후 중단했습니다."),
        Verdict.MEMORY: Text("Stopped at 1024 MB.", "1024MB에서 중단했습니다."),
        Verdict.SKIPPED: Text("Needs the check `builds`.", "먼저 `builds` 검사를 통과해야 합니다."),
        Verdict.INTERNAL: Text.same("SandboxFault: zygote gone, /var/lib/secret/path"),
    }
    return task(
        "cnn/residual-block",
        Text("Residual blocks", "잔차 블록"),
        *(
            check(
                verdict.value.lower(),
                Text(f"Ends as {verdict.value.lower()}", f"{verdict.value} 판정을 받는다"),
                verdict,
                message=messages.get(verdict),
                place=Place("blocks.py", None, 12) if verdict is Verdict.ERROR else None,
                printed="".join(f"batch {i}: loss {1 / (i + 1):.4f}\n" for i in range(30))
                if verdict is Verdict.TIMEOUT
                else "",
            )
            for verdict in Verdict
        ),
    )


def full() -> Report:
    """A Korean name and a bit of everything."""
    encoding = Problem("not-utf8", Text("Read as CP949, not UTF-8.", "UTF-8이 아니라 CP949로 읽었습니다."))
    return report("김민지", adam(), training(), boxes(), all_verdicts(), problems=(encoding,))


def hostile() -> Report:
    """`HOSTILE` in every field that a student's submission can reach."""
    text, place = Text.same(HOSTILE), Place(HOSTILE, 3, 2)
    attacked = check(
        "attacked",
        Text("Survives", "견딘다"),
        Verdict.ERROR,
        message=text,
        expected=text,
        got=text,
        hint=text,
        misconception="m",
        explanation=text,
        place=place,
        printed=HOSTILE * 3,
        picture=Picture(
            "lines",
            text,
            (Series(text, ((0.0, 1.0), (1.0, math.nan), (2.0, math.inf), (3.0, 1e308), (4.0, -1e308), (5.0, 2.0))),),
            text,
            text,
        ),
    )
    problem = Problem("syntax-error", text, place)
    excerpt = Excerpt(HOSTILE, HOSTILE, 3, 1, f"x = '{HOSTILE}'\n# {HOSTILE}\n'''{HOSTILE}", (2,))
    return report(
        HOSTILE, task("a/b", Text("T", "T"), attacked, problems=(problem,), code=(excerpt,)), problems=(problem,)
    )


def classroom() -> tuple[Report, ...]:
    """Fourteen students: right, partly right, wrong, rejected, and one whom the grader owes another run."""
    right, wrong = Verdict.PASS, Verdict.FAIL
    grades = {
        "강서연": (right, right, right),
        "김도윤": (right, right, right),
        "김민지": (wrong, wrong, wrong),
        "박하준": (right, wrong, right),
        "이서준": (wrong, right, right),
        "정예은": (right, right, wrong),
        "최지우": (wrong, right, wrong),
        "한지민": (right, right, Verdict.TIMEOUT),
        "ada_lovelace": (right, right, right),
        "grace.hopper": (right, Verdict.ERROR, right),
        "Nguyễn Thị Minh Khai": (Verdict.FORBIDDEN, right, right),
    }
    graded = [report(name, adam(a), training(b), boxes(c)) for name, (a, b, c) in grades.items()]
    again = report("윤채원", adam(right), training(Verdict.INTERNAL), boxes(right))
    return (*graded, again, rejected("오지호"), rejected("no-body"))
