"""Every word of the form of a paper, in English and Korean: the page holds both. `{n}` and the like stand for values."""

from __future__ import annotations

from grader.model import Text

WORDS: dict[str, Text] = {
    "skip_link": Text("Skip to the questions", "문제로 건너뛰기"),
    "language": Text("Language", "언어"),
    "no_script": Text(
        "This form needs JavaScript, which is switched off or blocked here. Switch it on for this page, or open the file in "
        "another browser (Chrome, Edge, Firefox, Safari).",
        "이 양식에는 JavaScript가 필요한데, 지금은 꺼져 있거나 차단되어 있습니다. 이 페이지에서 JavaScript를 켜거나 다른 "
        "브라우저(Chrome, Edge, Firefox, Safari)로 파일을 여십시오.",
    ),
    "practice": Text("Practice", "연습"),
    "how_kept": Text(
        "Your answers are kept in this browser while you work. At the end, save the answer file and hand that file in.",
        "답은 작성하는 동안 이 브라우저에 보관됩니다. 마지막에 답안 파일을 저장하고 그 파일을 제출하십시오.",
    ),
    "how_kept_practice": Text(
        "This is for practice: every question shows its answer when you ask for it. Your answers are kept in this browser; "
        "save them to a file to go on elsewhere.",
        "연습용 문제지입니다. 원할 때 문제마다 정답을 볼 수 있습니다. 답은 이 브라우저에 보관되며, 다른 곳에서 이어서 하려면 "
        "파일로 저장하십시오.",
    ),
    "how_timed": Text(
        "The time starts when you press Start, and goes on when this page is closed. It never locks your answers away.",
        "시작을 누르면 시간이 흐르기 시작하고 페이지를 닫아도 계속 흐릅니다. 시간이 끝나도 답은 잠기지 않습니다.",
    ),
    "elsewhere": Text(
        "Started on another machine? Open the answer file that you saved there.",
        "다른 컴퓨터에서 시작했습니까? 그곳에서 저장한 답안 파일을 여십시오.",
    ),
    "start": Text("Start", "시작"),
    "student": Text("Student", "학생"),
    "questions": Text("Questions", "문제"),
    "points": Text("Points", "배점"),
    "time": Text("Time", "시간"),
    "minutes": Text("min", "분"),
    "time_left": Text("Time left", "남은 시간"),
    "question": Text("Question", "문제"),
    "save": Text("Save answer file", "답안 파일 저장"),
    "save_short": Text("Save", "저장"),
    "open": Text("Open answer file", "답안 파일 열기"),
    "hand_in": Text("Save and hand in", "저장과 제출"),
    "unsaved": Text("There are answers that are not in a file yet.", "아직 파일에 저장하지 않은 답이 있습니다."),
    "clear": Text("Clear this answer", "이 답 지우기"),
    "close": Text("Close", "닫기"),
    # a question
    "your_answer": Text("Your answer", "답"),
    "one": Text("Choose one.", "하나를 고르십시오."),
    "all_true": Text(
        "Choose all that are right. Wrong ones take points away.",
        "옳은 것을 모두 고르십시오. 틀린 것을 고르면 점수가 깎입니다.",
    ),
    "is_it_true": Text("Is the statement true?", "이 문장은 참입니까?"),
    "because": Text("Why? Choose one reason.", "그 이유를 하나 고르십시오."),
    "true": Text("True", "참"),
    "false": Text("False", "거짓"),
    "a_number": Text("A number.", "수를 쓰십시오."),
    "a_number_within": Text("A number, right within {tolerance}.", "수를 쓰십시오. 오차는 {tolerance}까지 허용합니다."),
    "a_whole_number": Text("A whole number, exact.", "정확한 정수를 쓰십시오."),
    "a_shape": Text("Whole numbers with commas, such as (3, 5, 7).", "(3, 5, 7)과 같이 정수를 쉼표로 구분해 쓰십시오."),
    "some_words": Text("A word or two, in English or Korean.", "영어나 한국어로 한두 단어를 쓰십시오."),
    "some_code": Text("One expression or statement, on one line.", "식이나 문장 하나를 한 줄로 쓰십시오."),
    "blank": Text("The blank in the program", "프로그램의 빈칸"),
    "in_order": Text("Move the items into order, first on top.", "항목을 순서대로 옮기십시오. 첫째가 맨 위입니다."),
    "up": Text("Move up", "위로"),
    "down": Text("Move down", "아래로"),
    "keep_order": Text("This is my order", "이 순서로 답하기"),
    "not_yet": Text(
        "Not answered yet: move something, or confirm this order.",
        "아직 답하지 않았습니다. 항목을 옮기거나 이 순서를 확정하십시오.",
    ),
    "match": Text("Choose what belongs to each.", "각 항목에 맞는 것을 고르십시오."),
    # practice
    "show_answer": Text("Show answer", "정답 보기"),
    "right_answer": Text("Right answer", "정답"),
    "wrong_options": Text("The other options", "다른 보기"),
    "mistakes": Text("Known mistakes", "흔한 실수"),
}

# Sentences that the script puts together
SCRIPT_WORDS: dict[str, Text] = {
    "progress": Text("{n} of {all} answered", "{all}문제 중 {n}문제 답함"),
    "done": Text("answered", "답함"),
    "part": Text("answered in part", "일부만 답함"),
    "open_question": Text("not answered", "답하지 않음"),
    "choose": Text("choose", "선택"),
    "moved": Text("Now number {n} of {all}.", "이제 {all}개 중 {n}번째입니다."),
    "no_number": Text(
        "This does not look like a number such as 0.25, 1e-3 or 3/4. It is kept as you typed it.",
        "0.25, 1e-3, 3/4와 같은 수처럼 보이지 않습니다. 쓴 그대로 보관합니다.",
    ),
    "no_shape": Text(
        "This does not look like a list of whole numbers such as (3, 5, 7). It is kept as you typed it.",
        "(3, 5, 7)과 같은 정수 목록처럼 보이지 않습니다. 쓴 그대로 보관합니다.",
    ),
    "other_unit": Text(
        "The number is asked for in {unit}: convert it, or leave the unit out. It is kept as you typed it.",
        "단위는 {unit}입니다. 환산하거나 단위를 빼고 쓰십시오. 지금은 쓴 그대로 보관합니다.",
    ),
    "strange_rest": Text(
        "What follows the number may not be understood: write the whole number in digits alone. It is kept as you typed it.",
        "숫자 뒤에 쓴 것을 이해하지 못할 수 있습니다. 숫자만으로 쓰십시오. 지금은 쓴 그대로 보관합니다.",
    ),
    "time_short": Text("Less than 5 minutes are left.", "5분이 채 남지 않았습니다."),
    "time_over": Text(
        "The time is over. Save the answer file now and hand it in. Your answers stay as they are.",
        "시간이 끝났습니다. 지금 답안 파일을 저장해 제출하십시오. 답은 그대로 남아 있습니다.",
    ),
    "not_kept": Text(
        "This browser does not keep your answers, perhaps because the window is private. Do not close this page before you "
        "have saved the answer file.",
        "이 브라우저는 답을 보관하지 않습니다(시크릿 창일 수 있습니다). 답안 파일을 저장하기 전에 이 페이지를 닫지 마십시오.",
    ),
    "missing": Text("{n} of {all} questions are not answered:", "{all}문제 중 {n}문제에 답하지 않았습니다:"),
    "partly": Text("Answered only in part:", "일부만 답한 문제:"),
    "save_anyway": Text("Save anyway", "그대로 저장"),
    "go_back": Text("Go back", "돌아가기"),
    "saved": Text(
        "Your browser has saved {file}, usually among the downloads. Hand this file in: nothing has been sent by itself.",
        "브라우저가 {file} 파일을 저장했습니다. 보통 다운로드 폴더에 있습니다. 이 파일을 제출하십시오. 자동으로 전송되지 않습니다.",
    ),
    "saved_practice": Text(
        "Your browser has saved {file}, usually among the downloads. Open it in this form to go on elsewhere.",
        "브라우저가 {file} 파일을 저장했습니다. 보통 다운로드 폴더에 있습니다. 다른 곳에서 이 양식으로 열어 이어서 하십시오.",
    ),
    "no_file": Text("No file there?", "파일이 없습니까?"),
    "copy": Text(
        "Copy all of this text, in any text editor, into a file named {file}.",
        "이 글 전체를 복사해 아무 편집기에서나 {file} 파일로 저장하십시오.",
    ),
    "saved_again": Text("If you change an answer, save and hand in again.", "답을 고치면 다시 저장해 제출하십시오."),
    "close": WORDS["close"],
    "not_ours": Text(
        "{file} is not an answer file. Choose the .json file that this form saved.",
        "{file} 파일은 답안 파일이 아닙니다. 이 양식이 저장한 .json 파일을 고르십시오.",
    ),
    "other_paper": Text(
        "{file} belongs to another paper ({found}); this is {own}. Nothing was changed.",
        "{file} 파일은 다른 문제지({found})의 답안입니다. 이 문제지는 {own}입니다. 바뀐 것은 없습니다.",
    ),
    "other_student": Text(
        "{file} belongs to another student ({found}); this form is for {own}. Nothing was changed.",
        "{file} 파일은 다른 학생({found})의 답안입니다. 이 양식은 {own} 학생의 것입니다. 바뀐 것은 없습니다.",
    ),
    "other_questions": Text(
        "{file} answers another issue of this paper: {n} of its answers belong to other questions and were left out.",
        "{file} 파일은 이 문제지의 다른 판에 대한 답안입니다. 다른 문제의 답 {n}개는 가져오지 않았습니다.",
    ),
    "replace": Text(
        "The answers in {file} take the place of those on this page.", "{file} 파일의 답이 이 페이지의 답을 대신합니다."
    ),
    "replace_them": Text("Replace", "바꾸기"),
    "opened": Text("Opened {file}: {n} answers.", "{file} 파일에서 답 {n}개를 가져왔습니다."),
}
