from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from report.samples import HOSTILE

from grader.model import LANGUAGES, Text
from grader.quiz.form import form_html
from grader.quiz.form_words import SCRIPT_WORDS, WORDS
from grader.report import templates

from . import samples

# of SVG, and of HTML what the template itself writes
TAGS = set(
    "html head meta title style body a main header h1 h2 h3 div span strong small code ul ol li p noscript section button details "
    "summary fieldset legend label input select option pre dl dt dd dialog script figure svg desc path line rect text".split()
)


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", {}))

    def handle_data(self, data: str) -> None:
        (self.scripts if self.found and self.found[-1][0] == "script" else self.texts).append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def plain(text: str) -> str:
    return " ".join(text.replace("`", " ").split())


def reads(html: str) -> str:
    """The page's text, as `plain` leaves one."""
    return plain(" ".join(Elements(html).texts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_in_the_language_asked_for_and_holds_both(language):
    html = form_html(samples.paper(), language)
    text = reads(html)
    assert f'<html lang="{language}">' in html
    for asked in samples.paper().questions:
        shown = [asked.text, *(choice.text for choice in asked.choices), *asked.prompts]
        for line in (line for one in shown for both in (one.en, one.ko) for line in both.split("\n\n")):
            assert plain(line) in text


def test_every_kind_has_its_inputs():
    elements = Elements(form_html(samples.paper(), "en"))
    inputs = [(one["type"], one.get("name") or one.get("id")) for one in elements.of("input")]
    assert inputs.count(("radio", "q1")) == 3 and inputs.count(("checkbox", "q2")) == 4
    assert inputs.count(("radio", "q3-judged")) == 2 and inputs.count(("radio", "q3")) == 2
    assert [name for kind, name in inputs if kind == "text"] == [f"q{n}-field" for n in (4, 5, 6, 7, 10)]
    assert [one["data-letter"] for one in elements.of("li") if "data-letter" in one] == ["a", "b", "c", "d"]
    assert len(elements.of("select")) == 3 and len(elements.of("option")) == 3 * 5
    labelled = {one.get("for") for one in elements.of("label")}
    fields = [*elements.of("select"), *(one for one in elements.of("input") if one["type"] == "text")]
    assert {one["id"] for one in fields} <= labelled


def test_units_and_tolerances_are_said_in_words():
    text = reads(form_html(samples.paper(), "en"))
    assert "A number, right within 1 %." in text and "오차는 1 %까지 허용합니다." in text
    assert "MB 메가바이트" in text and "A whole number, exact." in text


def test_the_blank_of_a_program_is_a_field_in_its_place():
    html = form_html(samples.paper(), "en")
    program = re.search(r"<pre[^>]*><code>(<span[^>]*>class</span> Momentum.*?)</code></pre>", html, re.DOTALL)
    assert program and "____" not in html
    assert re.search(
        r'self\.velocities\):\n            <label[^>]*>.*?</label><input[^>]*class="blank"[^>]*>\n            p\.sub_',
        program[1],
    )


def test_a_figure_is_drawn_as_it_is():
    figure = samples.variants()[0].asked.figure
    html = form_html(samples.paper(), "en")
    assert figure is not None and figure.en in html and figure.ko in html


def test_only_the_pages_own_script_may_run():
    elements = Elements(form_html(samples.practice(), "en"))
    policy = next(one["content"] for one in elements.of("meta") if "http-equiv" in one)
    data, script = elements.scripts
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert (
        f"script-src 'sha256-{digest}';" in policy and "default-src 'none'" in policy and "'unsafe-eval'" not in policy
    )
    assert [one.get("type") for one in elements.of("script")] == ["application/json", None]
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
    assert json.loads(data)["questions"][0] == {"name": "optimizers/momentum/q_single", "variant": "fingerprint-single"}


def test_the_page_names_no_address_outside_itself():
    html = form_html(samples.practice(minutes=10), "ko")
    assert "://" not in html and "@import" not in html and "url(" not in html


def test_hostile_text_is_inert():
    html = form_html(samples.hostile(HOSTILE), "en")
    elements = Elements(html)
    assert {tag.removeprefix("/") for tag, _ in elements.found} <= TAGS
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
    assert len(elements.scripts) == 2 and "{{ 7*7 }}" in html and "\\x1b[31mred" in html
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\u3164]", html)
    data = json.loads(elements.scripts[0])
    assert (data["student"], data["paper"]) == (HOSTILE, HOSTILE)  # as they are, so that the answer file fits


def test_a_graded_page_holds_nothing_of_any_key():
    for minutes in (None, 30):
        html = form_html(samples.paper(minutes=minutes), "en")
        text = reads(html)
        for one in samples.variants():
            told = [one.key.why, *(mistake.why for mistake in one.key.mistakes)]
            assert not [
                line for why in told for both in (why.en, why.ko) for line in both.split("\n\n") if plain(line) in text
            ]
            assert one.asked.choices or not [form for form in one.key.right if form in html]
            assert not [mistake for mistake in one.key.mistakes if f'"{mistake.name}"' in html]
        assert (
            'class="reveal"' not in html and 'class="card good-edge shown"' not in html and "Right answer" not in html
        )


def test_practice_shows_the_answer_and_what_is_wrong_with_the_others():
    html = form_html(samples.practice(), "en")
    text = reads(html)
    assert "Practice" in text and html.count('class="reveal"') == len(samples.variants())
    for one in samples.variants():
        for why in (one.key.why, *(mistake.why for mistake in one.key.mistakes)):
            assert all(plain(line) in text for both in (why.en, why.ko) for line in both.split("\n\n"))
    assert "0.2621 MB" in text and "v.mul_(self.mu).add_(p.grad)" in text and "(1, 64, 56, 56)" in text
    options = re.search(r"The other options.*?<dl>(.*?)</dl>", html, re.DOTALL)  # of the first question: a before c
    assert options and options[1].index("The learning rate decays") < options[1].index("Each parameter has")


def test_a_question_without_a_key_shows_no_answer():
    keys = {one.asked.question: one.key for one in samples.variants()[:1]}
    assert form_html(samples.paper(keys=keys), "en").count('class="reveal"') == 1


@pytest.mark.parametrize(
    ("student", "file"),
    [("김민지", "김민지.json"), ("../a b", "a-b.json"), ("con", "con-.json"), ("", "practice-optimizers.json")],
)
def test_the_answer_file_is_named_after_the_student(student, file):
    paper = samples.practice()
    html = form_html(samples.paper(student=student, name=paper.name), "en")
    assert json.loads(Elements(html).scripts[0])["file"] == file


def test_time_is_told_only_where_it_is_limited():
    assert 'role="timer"' not in form_html(samples.paper(), "en")
    html = form_html(samples.paper(minutes=45), "en")
    assert 'role="timer"' in html and "Time 시간 45 min" in reads(html)


def test_words_have_the_same_values_in_both_languages_and_all_are_used():
    folder = templates.folder()
    html = (folder / "quiz.html").read_text()
    script = (folder / "quiz.js").read_text() + (folder / "quiz_doubts.js").read_text()
    for table, source in ((WORDS, html), (SCRIPT_WORDS, script)):
        for key, text in table.items():
            assert isinstance(text, Text) and text.en != text.ko
            assert set(re.findall(r"{\w+}", text.en)) == set(re.findall(r"{\w+}", text.ko))
            assert re.search(rf'"{key}"|\.{key}\b', source), key
