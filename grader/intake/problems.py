"""Every sentence that intake can say to a student, in one table: a code, what came, and the way out.

Where a problem has a `Place`, reports show file, cell and line beside the sentence, so it does not repeat them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from grader.model import Place, Problem, Text

MANY = 20  # problems of one code that are shown; a folder of a thousand links is told once

TEXTS: Mapping[str, Text] = {
    # nothing there
    "missing-file": Text(
        "There is no file or folder `{file}`. Check the path and the spelling.",
        "`{file}` 경로에 파일이나 폴더가 없습니다. 경로와 철자를 확인해 주세요.",
    ),
    "unreadable-file": Text(
        "`{file}` cannot be opened ({reason}). Check its permissions, or hand in a fresh copy.",
        "`{file}` 파일을 열 수 없습니다({reason}). 권한을 확인하거나 새로 저장한 파일을 제출해 주세요.",
    ),
    "empty-folder": Text(
        "`{file}` is empty. Put your .py or .ipynb file into it.",
        "`{file}` 안이 비어 있습니다. .py 또는 .ipynb 파일을 넣어 주세요.",
    ),
    "no-python-files": Text(
        "`{file}` holds no .py and no .ipynb file (and no answers to a quiz). Put your code there as one of these two.",
        "`{file}` 안에 .py 파일도 .ipynb 파일도(퀴즈 답안도) 없습니다. 코드를 둘 중 한 형식으로 넣어 주세요.",
    ),
    "not-python": Text(
        "`{file}` is none of the kinds that are read: .py, .ipynb, .zip, a quiz's answers (.json) or a folder. Save your work "
        "as one of them.",
        "`{file}` 파일은 읽을 수 있는 형식(.py, .ipynb, .zip, 퀴즈 답안 .json, 폴더)이 아닙니다. 이 가운데 하나로 저장해 주세요.",
    ),
    "paper": Text(
        "`{file}` is the paper of a quiz, not your answers. Hand in the file that its Save button (or `grader quiz take`) "
        "writes.",
        "`{file}` 파일은 퀴즈 시험지이며 답안이 아닙니다. 시험지의 저장 단추(또는 `grader quiz take`)로 만든 답안 파일을 제출해 주세요.",
    ),
    "too-many-answers": Text(
        "`{file}` holds more than {limit} files of answers; the first ones were read. Hand in one for each quiz.",
        "`{file}` 안에 답안 파일이 {limit}개보다 많아 앞의 것만 읽었습니다. 퀴즈마다 하나만 제출해 주세요.",
    ),
    "not-answers": Text(
        "`{file}` holds no answers to a quiz. Save the answer file once more, and hand that one in.",
        "`{file}` 파일은 퀴즈 답안이 아닙니다. 답안 파일을 다시 저장해서 그 파일을 제출해 주세요.",
    ),
    "empty-file": Text(
        "`{file}` is empty. Save your work once more and hand it in again.",
        "`{file}` 파일이 비어 있습니다. 작업을 다시 저장해서 제출해 주세요.",
    ),
    # not an ordinary file
    "other-format": Text(
        "`{file}` is {kind}, whatever its name says. Hand in the .py or .ipynb file itself, or an ordinary .zip.",
        "`{file}` 파일의 실제 형식은 {kind}입니다. .py 또는 .ipynb 파일 자체나 일반 .zip 파일을 제출해 주세요.",
    ),
    "web-page": Text(
        "`{file}` is a web page that was saved, not the code that it shows. Download the file itself "
        "(GitHub: Raw; Colab: File, Download) and hand that in.",
        "`{file}` 파일은 코드가 아니라 저장된 웹 페이지입니다. 파일 자체를 받아서"
        "(GitHub는 Raw, Colab은 파일 > 다운로드) 제출해 주세요.",
    ),
    "misnamed": Text(
        "`{file}` holds {kind}, whatever its name says, and was read as such. Name it `{name}` next time.",
        "`{file}` 파일의 내용은 이름과 달리 {kind}이므로 그렇게 읽었습니다. 다음에는 이름을 `{name}`(으)로 해 주세요.",
    ),
    "symlink": Text(
        "`{file}` is a link, and links are not followed. Hand in the file itself.",
        "`{file}` 항목은 링크이며, 링크는 따라가지 않습니다. 파일 자체를 제출해 주세요.",
    ),
    "special-file": Text(
        "`{file}` is no ordinary file (a pipe, socket or device) and is not opened. Hand in an ordinary file.",
        "`{file}` 항목은 일반 파일이 아니어서(파이프, 소켓, 장치) 열지 않습니다. 일반 파일을 제출해 주세요.",
    ),
    # too big
    "too-large": Text(
        "`{file}` is larger than {limit} MB and is not read. Leave data and weights out; clear a notebook's outputs.",
        "`{file}` 파일이 {limit}MB보다 커서 읽지 않습니다. 데이터와 가중치는 빼고, 노트북은 출력을 지워 주세요.",
    ),
    "total-too-large": Text(
        "The files in `{file}` come to more than {limit} MB. Hand in code only, without data sets and weights.",
        "`{file}` 안의 파일을 모두 합하면 {limit}MB가 넘습니다. 데이터와 가중치 없이 코드만 제출해 주세요.",
    ),
    "too-many-files": Text(
        "`{file}` holds more than {limit} files. Hand in your own files only, without environments and data sets.",
        "`{file}` 안에 파일이 {limit}개보다 많습니다. 가상 환경과 데이터 없이 직접 작성한 파일만 제출해 주세요.",
    ),
    "too-deep": Text(
        "`{file}` has folders more than {limit} levels deep. Put your files nearer to the top.",
        "`{file}` 안의 폴더가 {limit}단계보다 깊습니다. 파일을 더 위쪽 폴더로 옮겨 주세요.",
    ),
    "too-much-output": Text(
        "`{file}` holds more output data than is read. Clear the notebook's outputs, save it and hand it in again.",
        "`{file}` 노트북의 출력 데이터가 너무 많아 읽지 않습니다. 출력을 모두 지우고 저장해서 다시 제출해 주세요.",
    ),
    "too-many-words": Text(
        "The code in this {unit} is longer than what is read ({words} words and signs, {statements} statements at the "
        "top level), so nothing in it is used. Leave out embedded data and copied libraries.",
        "이 {unit} 안의 코드가 읽을 수 있는 양(단어와 기호 {words}개, 최상위 문장 {statements}개)보다 많아 "
        "사용하지 않습니다. 코드에 넣은 데이터나 복사한 라이브러리는 빼 주세요.",
    ),
    "too-much-code": Text(
        "`{file}` holds more Python code than is read ({limit} KB). Leave out embedded data and copied libraries.",
        "`{file}` 파일의 파이썬 코드가 읽을 수 있는 양({limit}KB)보다 많습니다. 코드에 넣은 데이터나 복사한 라이브러리는 빼 주세요.",
    ),
    "too-many-words-in-all": Text(
        "The files in `{file}` hold more code than is read ({words} words and signs), so the last of it is not used. "
        "Leave out embedded data and copied libraries.",
        "`{file}` 안의 코드가 읽을 수 있는 양(단어와 기호 {words}개)보다 많아 뒷부분은 사용하지 않습니다. "
        "코드에 넣은 데이터나 복사한 라이브러리는 빼 주세요.",
    ),
    # text
    "not-utf8": Text(
        "`{file}` is neither UTF-8 nor CP949 text. Save it as UTF-8 in your editor and hand it in again.",
        "`{file}` 파일은 UTF-8도 CP949도 아닙니다. 편집기에서 UTF-8로 저장해서 다시 제출해 주세요.",
    ),
    "read-as-cp949": Text(
        "`{file}` is not UTF-8; it was read as CP949 (Korean Windows). Save as UTF-8 next time.",
        "`{file}` 파일은 UTF-8이 아니어서 CP949로 읽었습니다. 다음에는 UTF-8로 저장해 주세요.",
    ),
    "nul-bytes": Text(
        "`{file}` contains NUL bytes, so it is not a text file. Save your code as plain UTF-8 text.",
        "`{file}` 파일에 NUL 바이트가 있어 텍스트 파일이 아닙니다. 코드를 UTF-8 텍스트로 저장해 주세요.",
    ),
    "no-code": Text(
        "`{file}` has no code in it, only comments or blank lines. Save your work once more and hand it in again.",
        "`{file}` 안에 코드가 없고 주석이나 빈 줄만 있습니다. 작업을 다시 저장해서 제출해 주세요.",
    ),
    # Python
    "syntax-error": Text(
        "This is not valid Python, so nothing in this {unit} is used: {reason}. Correct it and hand in again.",
        "파이썬 문법에 맞지 않아 이 {unit} 안의 코드는 사용하지 않습니다: {reason}. 고쳐서 다시 제출해 주세요.",
    ),
    "nested-too-deeply": Text(
        "The code in this {unit} is nested too deeply to be read, so nothing in it is used. Split the long expression.",
        "이 {unit} 안의 코드는 중첩이 너무 깊어 읽을 수 없으므로 사용하지 않습니다. 긴 식을 나누어 주세요.",
    ),
    "name-too-long": Text(
        "An import in this {unit} names a module with more than {limit} characters, so nothing in it is used. "
        "Correct the import.",
        "이 {unit} 안의 import 문에 있는 모듈 이름이 {limit}자보다 길어 사용하지 않습니다. import 문을 고쳐 주세요.",
    ),
    "magic-in-script": Text(
        "`{file}` has notebook commands (`!pip`, `%matplotlib`) that Python does not know; they were left out.",
        "`{file}` 파일에 파이썬 문법이 아닌 노트북 명령(`!pip`, `%matplotlib`)이 있어 제외했습니다.",
    ),
    # notebooks
    "notebook-not-json": Text(
        "`{file}` is not a readable notebook: it is not JSON. Download it again as .ipynb from Colab or Jupyter.",
        "`{file}` 파일은 JSON이 아니어서 노트북으로 읽을 수 없습니다. Colab이나 Jupyter에서 .ipynb로 다시 받아 주세요.",
    ),
    "not-a-notebook": Text(
        "`{file}` is JSON but has no notebook cells. Download it again as .ipynb from Colab or Jupyter.",
        "`{file}` 파일은 JSON이지만 노트북 셀이 없습니다. Colab이나 Jupyter에서 .ipynb로 다시 받아 주세요.",
    ),
    "notebook-not-python": Text(
        "`{file}` is a notebook in {language}. Only Python notebooks are read.",
        "`{file}` 파일은 {language} 노트북입니다. 파이썬 노트북만 읽습니다.",
    ),
    "no-code-cells": Text(
        "`{file}` has no code cell with anything in it. Save the notebook once more and hand it in again.",
        "`{file}` 노트북에 내용이 있는 코드 셀이 없습니다. 노트북을 다시 저장해서 제출해 주세요.",
    ),
    "cell-unreadable": Text(
        "This cell is damaged (its source is not text) and was left out. Write it again in a new cell.",
        "이 셀은 손상되어(내용이 텍스트가 아님) 제외했습니다. 새 셀에 다시 작성해 주세요.",
    ),
    "cell-skipped": Text(
        "This cell starts with `%%{magic}`, so it is not Python code here: the definitions in it are not used. "
        "Remove that line if they are your answer.",
        "이 셀은 `%%{magic}` 명령으로 시작하므로 파이썬 코드로 읽지 않으며, 셀 안의 정의도 사용하지 않습니다. "
        "답안이라면 그 줄을 지워 주세요.",
    ),
    # zips
    "zip-corrupt": Text(
        "`{file}` is damaged or not a zip archive ({reason}). Make the zip anew, or hand in the files themselves.",
        "`{file}` 파일이 손상되었거나 zip 압축 파일이 아닙니다({reason}). 다시 압축하거나 파일을 그대로 제출해 주세요.",
    ),
    "zip-unsafe-path": Text(
        "`{file}` contains the path `{member}`, which leads out of the archive. Zip the folder of your files anew.",
        "`{file}` 안에 압축 파일 밖을 가리키는 경로 `{member}` 항목이 있습니다. 파일이 든 폴더를 다시 압축해 주세요.",
    ),
    "zip-encrypted": Text(
        "`{file}` is protected by a password. Make the zip without one.",
        "`{file}` 파일에 암호가 걸려 있습니다. 암호 없이 압축해 주세요.",
    ),
    "zip-unsupported": Text(
        "`{file}` uses a compression that is not read here ({reason}). Make an ordinary zip.",
        "`{file}` 파일은 지원하지 않는 방식으로 압축되어 있습니다({reason}). 일반 zip으로 압축해 주세요.",
    ),
    "nested-zip": Text(
        "`{file}` is a zip inside a zip and was not opened. Put its files into the outer zip directly.",
        "`{file}` 파일은 zip 안에 든 zip이어서 열지 않았습니다. 그 안의 파일을 바깥 zip에 바로 넣어 주세요.",
    ),
    # a class of students
    "duplicate-student": Text(
        "`{file}` and {others} have the same student name. Each is graded by itself; keep one of them.",
        "`{file}` 제출물과 {others} 제출물의 학생 이름이 같습니다. 따로따로 채점하니 하나만 남겨 주세요.",
    ),
    # answers
    "duplicate-definition": Text(
        "`{symbol}` is defined {count} times: {places}. The last one counts; delete the others.",
        "`{symbol}` 정의가 {count}번 나옵니다: {places}. 마지막 정의로 채점하니 나머지는 지워 주세요.",
    ),
    "shadowed-definition": Text(
        "`{symbol}` gets another value after its definition. The definition counts; use another name for the value.",
        "`{symbol}` 정의 뒤에 같은 이름에 다른 값을 넣었습니다. 정의한 것으로 채점하니 값에는 다른 이름을 써 주세요.",
    ),
    "two-answers": Text(
        "`{symbol}` is defined in {files}, and it is not clear which one counts. "
        "Delete the others, or name the file `{prefer}`.",
        "`{symbol}` 정의가 여러 파일({files})에 있어 어느 것이 답인지 알 수 없습니다. "
        "하나만 남기거나 답안 파일의 이름을 `{prefer}` 파일로 바꿔 주세요.",
    ),
    "definition-unreadable": Text(
        "`{symbol}` seems to be here, but this {unit} is not valid Python. Correct the error and hand in again.",
        "`{symbol}` 정의가 여기 있는 듯하지만 이 {unit} 안의 코드가 파이썬 문법에 맞지 않습니다. "
        "오류를 고쳐서 다시 제출해 주세요.",
    ),
    "imported-not-defined": Text(
        "`{symbol}` is only imported from `{module}`. The task asks for your own definition.",
        "`{symbol}` 이름을 `{module}` 모듈에서 가져오기만 했습니다. 이 과제에서는 직접 정의해야 합니다.",
    ),
    "similar-name": Text(
        "The task asks for `{symbol}`; there is a `{found}` here. Rename it exactly.",
        "과제에서 요구한 이름은 `{symbol}`인데 여기에는 `{found}` 이름이 있습니다. 이름을 똑같이 맞춰 주세요.",
    ),
    "top-level-await": Text(
        "`{symbol}` is set by an `await` outside any function, which is not run here. Give it a plain value.",
        "`{symbol}` 값을 함수 밖의 `await`로 정했는데, 이런 문장은 여기서 실행하지 않습니다. 일반 값으로 정해 주세요.",
    ),
    "shadows-library": Text(
        "`{file}` has the name of a library that Python brings along. Rename the file and the imports of it.",
        "`{file}` 파일 이름이 라이브러리 이름과 같습니다. 파일 이름과 그 파일을 가져오는 import 문을 바꿔 주세요.",
    ),
    "too-many-stars": Text(
        "There are more than {limit} `from ... import *` of libraries here, so it is not clear where names come from. "
        "Import the names that you use.",
        "라이브러리를 `from ... import *` 문으로 가져온 것이 {limit}개보다 많아 이름이 어디에서 왔는지 알 수 없습니다. "
        "사용하는 이름만 가져와 주세요.",
    ),
    "names-unclear": Text(
        "Names are given other names here so often that it is not clear what they stand for. "
        "Call functions and classes by their own names.",
        "여기서는 이름에 다른 이름을 너무 많이 붙여 무엇을 가리키는지 알 수 없습니다. "
        "함수와 클래스를 원래 이름으로 불러 주세요.",
    ),
    "forbidden-api": Text(
        "`{name}` may not be used here: the task asks you to build it yourself.",
        "여기서는 `{name}` 기능을 사용할 수 없습니다. 이 과제에서는 직접 구현해야 합니다.",
    ),
}


def problem(code: str, place: Place | None = None, **fields: str | int | Text) -> Problem:
    """The problem of this code, its sentence filled in; fields that are Texts differ by language.

    Raises KeyError for an unknown code or a missing field, both our own mistakes.
    """
    en = {name: value.en if isinstance(value, Text) else value for name, value in fields.items()}
    ko = {name: value.ko if isinstance(value, Text) else value for name, value in fields.items()}
    template = TEXTS[code]
    return Problem(code, Text(template.en.format(**en), template.ko.format(**ko)), place)


def unit_of(cell: int | None) -> Text:
    """What messages call the stretch of text that stands or falls as one."""
    return Text("file", "파일") if cell is None else Text("cell", "셀")


def thinned(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In order, each once, and no more than `MANY` of one code."""
    seen: Counter[str] = Counter()
    kept = []
    for one in dict.fromkeys(problems):
        seen[one.code] += 1
        if seen[one.code] <= MANY:
            kept.append(one)
    return tuple(kept)
