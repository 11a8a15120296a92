"""Every word of the interface of reports, in English and Korean: one table, so that a translation is one place.

`{n}` stands for a number; `SINGULARS` holds the English sentences for n = 1. Korean needs none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from grader.model import Language, Text, Verdict, Visibility

Tone = Literal["good", "bad", "warn", "quiet", "ours"]


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """How a verdict is shown: never by its tone alone, always with its label."""

    label: Text
    tone: Tone
    sentence: Text  # where a check left no message, or may not show it


MARKS: dict[Tone, str] = {"good": "✓", "bad": "✗", "warn": "!", "quiet": "–", "ours": "*"}
ASCII_MARKS: dict[Tone, str] = {"good": "+", "bad": "x", "warn": "!", "quiet": "-", "ours": "*"}

VERDICTS: dict[Verdict, VerdictWords] = {
    Verdict.PASS: VerdictWords(Text("passed", "통과"), "good", Text("The check passed.", "검사를 통과했습니다.")),
    Verdict.WARNING: VerdictWords(
        Text("warning", "주의"),
        "warn",
        Text(
            "This is another definition than the task's, and is worth a part of the points.",
            "과제의 정의와 다른 정의이며, 점수 일부를 받습니다.",
        ),
    ),
    Verdict.FAIL: VerdictWords(
        Text("wrong", "틀림"),
        "bad",
        Text("The result is not what the task asks for.", "결과가 과제의 요구와 다릅니다."),
    ),
    Verdict.ERROR: VerdictWords(
        Text("error", "오류"),
        "warn",
        Text("Your code stopped with an error.", "코드가 오류로 중단되었습니다."),
    ),
    Verdict.MISSING: VerdictWords(
        Text("missing", "없음"),
        "warn",
        Text("What the task asks for was not found.", "과제에서 요구한 이름을 찾지 못했습니다."),
    ),
    Verdict.FORBIDDEN: VerdictWords(
        Text("not allowed", "사용 금지"),
        "warn",
        Text("The code uses what the task asks you to build.", "직접 구현해야 할 기능을 가져다 썼습니다."),
    ),
    Verdict.TIMEOUT: VerdictWords(
        Text("time limit", "시간 초과"),
        "warn",
        Text("The code did not finish in time.", "제한 시간 안에 끝나지 않았습니다."),
    ),
    Verdict.MEMORY: VerdictWords(
        Text("memory limit", "메모리 초과"),
        "warn",
        Text("The code used more memory than allowed.", "허용된 메모리보다 많이 썼습니다."),
    ),
    Verdict.SKIPPED: VerdictWords(
        Text("skipped", "건너뜀"),
        "quiet",
        Text("A check that this one needs did not pass.", "먼저 통과해야 하는 검사를 통과하지 못했습니다."),
    ),
    Verdict.INTERNAL: VerdictWords(
        Text("grader fault", "채점기 오류"),
        "ours",
        Text(
            "The grader failed here, not you. It costs no points and will be graded again.",
            "채점기의 잘못이며 점수를 잃지 않습니다. 다시 채점합니다.",
        ),
    ),
}

VISIBILITIES: dict[Visibility, Text] = {
    Visibility.PUBLIC: Text("public", "공개"),
    Visibility.HIDDEN: Text("hidden", "비공개"),
    Visibility.STAFF: Text("staff only", "교수진 전용"),
}

WORDS: dict[str, Text] = {
    # one submission
    "asked": Text("question", "문항"),
    "right_answer": Text("right answer", "정답"),
    "answered": Text("your answer", "제출한 답"),
    "expected": Text("expected", "기대한 것"),
    "got": Text("got", "나온 것"),
    "hint": Text("hint", "도움말"),
    "cause": Text("likely cause", "짐작되는 원인"),
    "place": Text("where", "위치"),
    "printed": Text("printed", "출력"),
    "note": Text("note", "알림"),
    "rejected": Text("not graded", "채점 불가"),
    "rejected_sentence": Text("This submission could not be graded.", "이 제출물은 채점할 수 없었습니다."),
    "total": Text("Total", "합계"),
    "nothing": Text("No task was found in this submission.", "이 제출물에서 과제를 찾지 못했습니다."),
    "public_passed": Text(
        "Public checks passed; {n} hidden checks are not run here.",
        "공개 검사를 모두 통과했습니다. 비공개 검사 {n}개는 여기서 실행하지 않습니다.",
    ),
    "hidden_not_run": Text(
        "{n} hidden checks are not run here.",
        "비공개 검사 {n}개는 여기서 실행하지 않습니다.",
    ),
    "more_lines": Text("{n} more lines", "{n}줄 더 있음"),
    "skip_link": Text("Skip to the results", "결과로 건너뛰기"),
    "back": Text("Class overview", "전체 현황"),
    "tasks": Text("Tasks", "과제"),
    "points": Text("points", "점"),
    "checks": Text("checks", "검사"),
    "n_handed_in": Text("handed in by {n} students", "제출 {n}명"),
    "n_checks": Text("{n} checks", "검사 {n}개"),
    "n_tasks": Text("{n} tasks", "과제 {n}개"),
    "all_checks": Text("All {n} checks", "검사 {n}개 전체"),
    "explains": Text("explains {n} checks", "검사 {n}개에 해당"),
    "cause_named": Text("named above", "위에 밝힌 원인"),
    "passed_checks": Text("Passed", "통과한 검사"),
    "handed_in": Text("handed in", "제출"),
    "not_handed_in": Text("not handed in", "미제출"),
    "absent_title": Text("Not in this submission", "이 제출물에 없는 과제"),
    "your_code": Text("Code as handed in", "제출한 코드"),
    "marked_line": Text("line concerned", "해당 줄"),
    "file_hash": Text("SHA-256 of the file graded", "채점한 파일의 SHA-256"),
    "took": Text("graded in", "채점 시간"),
    "seconds": Text("s", "초"),
    "problems": Text("Notes on this submission", "이 제출물에 대한 알림"),
    # what the command says
    "pages_for_students": Text(
        "{n} pages, one per student. Give students their own page alone: the folder holds everybody's.",
        "학생별 페이지 {n}개를 만들었습니다. 폴더에는 모든 학생의 페이지가 있으므로 본인 페이지만 전달하십시오.",
    ),
    # a class
    "class_title": Text("Class report", "전체 보고서"),
    "submissions": Text("{n} submissions", "제출물 {n}개"),
    "submissions_word": Text("submissions", "제출"),
    "graded": Text("graded", "채점 완료"),
    "rejected_count": Text("rejected", "채점 불가"),
    "again_count": Text("to grade again", "재채점 대상"),
    "mean": Text("mean", "평균"),
    "median": Text("median", "중앙값"),
    "range": Text("lowest to highest", "최저~최고"),
    "lowest": Text("lowest", "최저"),
    "highest": Text("highest", "최고"),
    "distribution": Text("Distribution of scores", "점수 분포"),
    "share_of_points": Text("share of all points", "총점 대비 득점"),
    "students_axis": Text("students", "학생 수"),
    "per_check": Text("Tasks and checks", "과제와 검사별 통과율"),
    "per_check_note": Text(
        "Rates count those who handed the task in. Open a task to see its checks.",
        "과제를 제출한 학생만 셉니다. 과제를 열면 검사별 통과율이 나옵니다.",
    ),
    "scores_note": Text(
        "Points per task: the stronger the colour, the larger the share; – is not handed in.",
        "과제별 점수입니다. 색이 뚜렷할수록 득점률이 높고, –는 미제출입니다.",
    ),
    "check": Text("check", "검사"),
    "worth": Text("worth", "배점"),
    "passed": Text("passed", "통과"),
    "otherwise": Text("otherwise", "그 밖"),
    "full_marks": Text("full marks", "만점"),
    "task": Text("task", "과제"),
    "mistakes": Text("Most frequent mistakes", "잦은 실수"),
    "mistake_students": Text("{n} students", "학생 {n}명"),
    "more_students": Text("{n} more students", "학생 {n}명 더"),
    "more_mistakes": Text("{n} more mistakes", "실수 {n}가지 더"),
    "no_mistakes": Text("No mistake was recognised by name.", "이름이 확인된 실수가 없습니다."),
    "attention": Text("Needs attention", "확인이 필요한 제출물"),
    "rejected_title": Text("Rejected: nothing could be graded", "채점 불가: 읽을 수 없는 제출물"),
    "again_title": Text(
        "To grade again: the grader's own fault, costs no points",
        "재채점 대상: 채점기의 잘못이며 점수를 잃지 않습니다",
    ),
    "students": Text("Students", "학생"),
    "student": Text("student", "학생"),
    "score": Text("score", "점수"),
    "about_run": Text("About this run", "채점 정보"),
    "made": Text("graded on", "채점 일시"),
    "empty_class": Text("No submissions.", "제출물이 없습니다."),
    "of": Text("of", "만점"),
    "noted_title": Text("Papers of quizzes to look at", "확인할 퀴즈 답안"),
    # the questions of a quiz
    "items_title": Text("The questions of the quiz", "퀴즈 문항 분석"),
    "items_note": Text(
        "Difficulty: the mean share of the points (100%: everybody had it right). Discrimination: the correlation with the "
        "points on all other questions; near 0 the question tells nothing, and below 0 those who know the rest have it wrong. "
        "Of mistakes, the explanation shows the numbers of one student.",
        "정답률: 배점 가운데 평균으로 얻은 비율(100%: 모두 맞음). 변별도: 나머지 문항 점수와의 상관. 0에 가까우면 변별하지 못하고, "
        "0보다 작으면 나머지를 잘한 학생이 틀렸다는 뜻입니다. 오답 설명의 수치는 한 학생의 것입니다.",
    ),
    "difficulty": Text("difficulty", "정답률"),
    "discrimination": Text("discrimination", "변별도"),
    "reliability": Text("reliability (Cronbach's α)", "신뢰도(크론바흐 α)"),
    "open": Text("open", "무응답"),
    "chosen_mistakes": Text("mistakes", "오답"),
    "other_mistakes": Text("other wrong answers", "그 밖의 오답"),
    "item_reversed": Text("look at the key", "정답 확인 필요"),
    "item_hard": Text("hard", "어려움"),
    "item_easy": Text("easy", "쉬움"),
    "item_weak": Text("tells little", "변별도 낮음"),
    "items_link": Text("How each question of the quiz did", "퀴즈 문항 분석 보기"),
    "no_quizzes": Text("No quiz was handed in for this run.", "이 실행에는 퀴즈 답안이 없습니다."),
    # the networks of a class
    "networks_title": Text("The networks of the class", "학급의 네트워크 비교"),
    "networks_note": Text(
        "Parameters, multiply-adds and receptive field come from the networks as handed in; the accuracy is that of small "
        "networks of the same blocks on images of the grader's own. Of the class: the median, and the range.",
        "매개변수, 곱셈-덧셈, 수용 영역은 제출한 네트워크에서 구했고, 정확도는 같은 블록으로 만든 작은 네트워크를 채점기가 만든 "
        "이미지로 학습해 얻었습니다. 학급의 값은 중앙값과 범위입니다.",
    ),
    "parameters": Text("parameters", "매개변수"),
    "macs": Text("multiply-adds", "곱셈-덧셈"),
    "receptive_field": Text("receptive field (pixels)", "수용 영역 (픽셀)"),
    "accuracy": Text("accuracy", "정확도"),
    "reference_word": Text("reference", "기준 구현"),
    "of_the_class": Text("class", "학급"),
    "disc_reference": Text("reference; the area shows the parameters", "기준 구현, 넓이는 매개변수 수"),
    "disc_class": Text("median of the class", "학급의 중앙값"),
    # pictures
    "layers_table": Text("the layers of both networks", "두 네트워크의 층"),
    "first_difference": Text("first difference:", "첫 번째 차이:"),
    "rows_left_out": Text("{n} layers", "층 {n}개 생략"),
    "first_parameter": Text("first parameter", "첫째 매개변수"),
    "second_parameter": Text("second parameter", "둘째 매개변수"),
    "summary_points": Text("{name}: {n} points, from {first} to {last}", "{name}: 점 {n}개, {first}에서 {last}까지"),
    "summary_boxes": Text("{name}: {n} boxes", "{name}: 박스 {n}개"),
    "leaves": Text("cut at the edge: {name} goes as far as {far}", "가장자리에서 잘림: {name}의 최댓값 {far}"),
    "start": Text("start", "시작"),
    "end": Text("end", "끝"),
    "log_scale": Text("log scale", "로그 눈금"),
    "step": Text("step", "스텝"),
    "value": Text("value", "값"),
    "nothing_to_draw": Text("No finite values to draw.", "그릴 수 있는 유한한 값이 없습니다."),
    "shades": Text("white: {low}; black: {high}", "흰색: {low}, 검은색: {high}"),
    "dropped": Text("{n} points are not finite and are not drawn", "유한하지 않은 점 {n}개는 그리지 않았습니다"),
}

SINGULARS: dict[str, str] = {
    "public_passed": "Public checks passed; 1 hidden check is not run here.",
    "hidden_not_run": "1 hidden check is not run here.",
    "more_lines": "1 more line",
    "submissions": "1 submission",
    "n_handed_in": "handed in by 1 student",
    "n_checks": "1 check",
    "n_tasks": "1 task",
    "all_checks": "The only check",
    "pages_for_students": "1 page. Give it to its student alone.",
    "explains": "explains 1 check",
    "rows_left_out": "1 layer",
    "mistake_students": "1 student",
    "more_students": "1 more student",
    "more_mistakes": "1 more mistake",
    "dropped": "1 point is not finite and is not drawn",
}


def word(key: str, language: Language) -> str:
    """The word for `key`; KeyError where the table has none."""
    return WORDS[key].get(language)


def counted(key: str, n: int, language: Language) -> str:
    """The sentence for `key` with `n` in it; KeyError where the table has none."""
    if n == 1 and language == "en" and key in SINGULARS:
        return SINGULARS[key]
    return word(key, language).replace("{n}", str(n))


def points(value: float) -> str:
    """Points as people write them: 2, 2.5, 0.33."""
    return f"{round(value, 2) or 0:.2f}".rstrip("0").rstrip(".")
