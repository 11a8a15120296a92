"""A sheet of answers and a student's variants → a TaskReport, as any task's: one CheckResult for each question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from grader.model import CheckResult, Problem, QuestionAsked, TaskReport, Text, Verdict, Visibility, quiz_task
from grader.quiz.marking import Mark, OurFault, mark, right_answer, said
from grader.quiz.model import Answer, AnswerSheet, Kind, Variant
from grader.score import total

MarkCode = Callable[[Variant, str], Mark]  # raises OurFault

NOT_ANSWERED = Text("This question was not answered.", "답하지 않은 문항입니다.")
_OTHER_VARIANT = Text(
    "This answer belongs to another student's variant of the question, or to another paper, and was not marked.",
    "다른 학생의 문항이나 다른 시험지에 대한 답이어서 채점하지 않았습니다.",
)
_CHANGED = Text(
    "The question has been changed since the papers were issued, so this answer cannot be marked.",
    "시험지를 나누어 준 뒤 문항이 바뀌어 이 답을 채점할 수 없습니다.",
)


def marked(
    name: str,
    title: Text,
    variants: Sequence[Variant],
    sheet: AnswerSheet,
    *,
    visibility: Visibility,
    mark_code: MarkCode = mark,
    issued: Mapping[str, str] | None = None,
    minutes: int | None = None,
) -> TaskReport:
    """Marks a paper; without `mark_code`, one that asks for no code. `issued` are the variants that the student was given:
    answers to these that are no longer the same are our fault."""
    given = {answer.question: answer for answer in sheet.answers}
    results = [
        _result(variant, given.get(variant.asked.question), mark_code, visibility, issued or {}) for variant in variants
    ]
    problems = (*_unknown(variants, sheet), *_late(sheet, minutes))
    score, most = total(results)
    return TaskReport(quiz_task(name), title, score, most, tuple(results), problems)


def _result(
    variant: Variant, answer: Answer | None, mark_code: MarkCode, visibility: Visibility, issued: Mapping[str, str]
) -> CheckResult:
    asked = variant.asked

    def result(verdict: Verdict, share: float, message: Text | None, **fields: object) -> CheckResult:
        return CheckResult(
            check=asked.question,
            title=title_of(asked.question),
            visibility=visibility,
            verdict=verdict,
            points=share * asked.points,
            max_points=asked.points,
            message=message,
            asked=_question(variant),
            **fields,  # type: ignore[arg-type]
        )

    if answer is None or not answer.answer.strip():
        # Who has not tried a practice question shall not read its answer by the way.
        told = right_answer(variant) if visibility is Visibility.HIDDEN else None
        return result(Verdict.MISSING, 0.0, NOT_ANSWERED, expected=told)
    if answer.variant != asked.variant:
        if answer.variant == issued.get(asked.question):
            return result(Verdict.INTERNAL, 1.0, _CHANGED)
        return result(Verdict.FAIL, 0.0, _OTHER_VARIANT)
    try:
        found = mark_code(variant, answer.answer) if asked.kind is Kind.CODE else mark(variant, answer.answer)
    except OurFault as fault:
        return result(Verdict.INTERNAL, 1.0, fault.text)
    except Exception as fault:  # ours, whatever was answered: of this question alone
        return result(Verdict.INTERNAL, 1.0, Text.same(f"{type(fault).__name__}: {fault}"))
    got = said(asked, answer.answer[:500])
    if found.share == 1:
        return result(Verdict.PASS, 1.0, None, got=got, hint=found.note)
    mistake = found.mistake
    return result(
        Verdict.WARNING if found.share > 0 else Verdict.FAIL,
        found.share,
        _message(found),
        expected=right_answer(variant),
        got=got,
        hint=variant.key.why if visibility is Visibility.PUBLIC else None,
        misconception=f"{asked.question}:{mistake.name}" if mistake is not None else None,
        explanation=mistake.why if mistake is not None else None,
    )


def _message(found: Mark) -> Text:
    """That it is wrong, and how it was read; what cannot be read says so alone."""
    judged = _PARTLY if found.share > 0 else _WRONG
    if found.note is None:
        return judged
    return Text(f"{judged.en} {found.note.en}", f"{judged.ko} {found.note.ko}") if found.readable else found.note


_WRONG = Text("The answer is wrong.", "틀린 답입니다.")
_PARTLY = Text("The answer is right in part.", "일부만 맞은 답입니다.")


def title_of(question: str) -> Text:
    """`optimizers/momentum/terminal_step` → momentum: terminal step."""
    _, topic, name = question.split("/")
    return Text.same(f"{topic.replace('_', ' ')}: {name.replace('_', ' ')}")


def _question(variant: Variant) -> QuestionAsked:
    asked = variant.asked
    prompts = [Text(f"{n}. {one.en}", f"{n}. {one.ko}") for n, one in enumerate(asked.prompts, 1)]
    options = [
        Text(f"{choice.letter}) {choice.text.en}", f"{choice.letter}) {choice.text.ko}") for choice in asked.choices
    ]
    return QuestionAsked(asked.text, asked.code, asked.figure, (*prompts, *options))


def _unknown(variants: Sequence[Variant], sheet: AnswerSheet) -> Sequence[Problem]:
    known = {variant.asked.question for variant in variants}
    names = [answer.question for answer in sheet.answers if answer.question not in known]
    if not names:
        return ()
    listed = ", ".join(f"`{name[:80]}`" for name in names[:5]) + (", ..." if len(names) > 5 else "")
    text = Text(
        f"Answers to questions that are not in this paper were left aside: {listed}.",
        f"이 시험지에 없는 문항의 답은 채점하지 않았습니다: {listed}",
    )
    return (Problem("unknown-questions", text),)


def _late(sheet: AnswerSheet, minutes: int | None) -> Sequence[Problem]:
    """Noted for whoever grades: the clock was the student's own."""
    if minutes is None:
        return ()
    try:
        end = datetime.fromisoformat(sheet.started) + timedelta(minutes=minutes, seconds=30)
        late = [answer for answer in sheet.answers if datetime.fromisoformat(answer.at) > end]
    except (ValueError, TypeError, OverflowError):  # a time that is none, has no zone beside one that has, or no end
        text = Text(
            "The answer file does not say when it was begun and when everything was answered.",
            "답안 파일에 시작 시각이나 답을 쓴 시각이 없습니다.",
        )
        return (Problem("no-start", text),)
    if not late:
        return ()
    text = Text(
        f"{len(late)} answers were given after the {minutes} minutes, by the clock of the student's machine.",
        f"제한 시간 {minutes}분이 지난 뒤에 쓴 답이 {len(late)}개 있습니다(학생 컴퓨터의 시계 기준).",
    )
    return (Problem("after-time", text),)
