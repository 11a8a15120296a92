from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from grader.errors import EnvironmentFault
from grader.model import LANGUAGES, Language, TaskReport, Text, Verdict
from grader.report.audience import Audience
from grader.report.html import FileNames, student_html, write_site

from . import samples


@dataclass
class Run:
    id: int = 3
    origin: str = "submissions/"
    started_at: datetime = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
    versions: dict[str, str] = field(default_factory=lambda: {"grader": "0.1.0"})


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def lacking() -> TaskReport:
    """A task of which the submission holds nothing."""
    message = Text("The submission does not define `Lars`.", "제출물에 `Lars`의 정의가 없습니다.")
    hint = Text("Define it, spelt exactly so.", "정확히 같은 이름으로 정의하십시오.")
    checks = [
        samples.check(str(n), Text.same(f"check {n}"), Verdict.MISSING, message=message, hint=hint) for n in range(5)
    ]
    return samples.task("optimizers/lars", Text.same("LARS"), *checks)


def site(out: Path, language: Language = "en", audience: Audience = Audience.STAFF) -> Path:
    return write_site(Run(), samples.classroom(), out, language=language, audience=audience)


def test_hostile_text_is_inert_in_a_page():
    html = student_html(samples.hostile(), language="en", audience=Audience.STAFF)
    elements = Elements(html)
    assert not {"script", "img", "b", "iframe", "object"} & {tag for tag, _ in elements.found}
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\u3164]", html)
    assert "\\x1b[31mred" in html and "\\u202e" in html and "{{ 7*7 }}" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_name_no_address_outside_themselves(language):
    for report in (samples.full(), samples.hostile(), samples.rejected("x")):
        html = student_html(report, language=language, audience=Audience.STAFF)
        assert "://" not in html and "@import" not in html and "url(" not in html
        assert "default-src 'none'" in html and f'<html lang="{language}">' in html


def test_students_do_not_read_what_hidden_checks_found():
    staff = student_html(samples.report("a", samples.adam()), language="en", audience=Audience.STAFF)
    student = student_html(samples.report("a", samples.adam()), language="en", audience=Audience.STUDENT)
    assert "the hidden inputs" in staff and "the hidden inputs" not in student
    assert "last year" in staff and "last year" not in student
    assert (staff.count("at step 1<"), student.count("at step 1<")) == (2, 1)
    assert (staff.count('class="picture"'), student.count('class="picture"')) == (2, 1)


def test_students_do_not_read_the_details_of_our_faults():
    html = student_html(samples.full(), language="en", audience=Audience.STUDENT)
    assert "secret" not in html and "The grader failed here, not you." in html


def test_a_student_page_shows_code_with_its_numbers_and_marks():
    html = student_html(samples.report("a", samples.adam()), language="en", audience=Audience.STAFF)
    assert 'data-number="18"' in html and re.findall(r'<mark class="line" data-number="▶ (\d+)"', html) == ["32"]
    assert "hw3.ipynb, cell 7, line 32" in html


def test_file_names_are_safe_and_unique():
    students = [
        "Ann",
        "ann",
        "ann-2",
        "../../etc",
        "..",
        "",
        "con",
        "a/b",
        "a\\b",
        "김민지",
        "x" * 300,
        "\ud800",
        "한" * 99,
    ]
    files = FileNames()
    names = {student: files.of(student) for student in students}
    assert len({name.casefold() for name in names.values()}) == len(students)
    for name in names.values():
        assert re.fullmatch(r"[\w-]+\.html", name) and len(name.encode()) < 200
    assert names["김민지"] == "김민지.html" and names["con"] != "con.html"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_site_has_a_page_per_student_and_every_link_leads_somewhere(tmp_path, language):
    from urllib.parse import unquote

    index = site(tmp_path / "out", language)
    assert index == tmp_path / "out" / "index.html"
    pages = sorted((tmp_path / "out" / "students").iterdir())
    assert len(pages) == len(samples.classroom())
    for page in (index, *pages):
        found = Elements(page.read_text("utf-8")).found
        links = [attributes["href"] or "" for tag, attributes in found if tag == "a"]
        places = {f"#{attributes['id']}" for _, attributes in found if "id" in attributes}
        assert all(link in places or (page.parent / unquote(link)).is_file() for link in links)


def test_a_student_page_shows_layers_side_by_side():
    html = student_html(samples.networks()[0], language="en", audience=Audience.STAFF)
    assert html.count('<tr class="differs">') == 4 and "first difference:" in html
    assert "conv 3x3 &lt;b&gt;" in html and "<b>" not in html
    assert "3 layers" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_networks_have_a_page_of_their_own_that_goes_with_them(tmp_path, language):
    def written(reports):
        return write_site(Run(), reports, tmp_path, language=language, audience=Audience.STAFF).read_text("utf-8")

    assert 'href="networks.html"' in written(samples.networks())
    page = (tmp_path / "networks.html").read_text("utf-8")
    assert page.count("<circle") == 2 + 1 and "narrow" in page  # two networks, and the legend
    assert (
        "95.0%" in page
        and "85.0%" in page
        and "80.0% – 90.0%" in page
        and "1,000,000" in page
        and "9,000,000,000" not in page
    )
    assert not {"kim", "lee"} & set(re.findall(r"\w+", page))
    assert "networks.html" not in written(samples.classroom())
    assert not (tmp_path / "networks.html").exists()


def test_the_class_page_tells_what_needs_attention(tmp_path):
    html = site(tmp_path).read_text("utf-8")
    for told in ("오지호", "윤채원", "Rejected: nothing could be graded", "To grade again", "without bias correction"):
        assert told in html
    assert html.count('class="picture"') == 1


def test_the_class_page_tells_every_score_and_who_handed_nothing_in(tmp_path):
    reports = [
        samples.report("a", samples.adam(Verdict.PASS), lacking()),
        samples.report("b", samples.adam(), lacking()),
    ]
    html = write_site(Run(), reports, tmp_path, language="en", audience=Audience.STAFF).read_text("utf-8")
    row = html[html.index('<a href="students/a.html">a</a></th>') :].partition("</tr>")[0]
    assert re.findall(r'class="cell[^>]*>(?:<span aria-hidden="true">)?([^<]+)', row) == ["7", "–"]
    assert '<span class="score">0<span class="of">/2</span></span>' in html  # handed in: nobody, of two


def test_pages_for_students_hold_nobody_else(tmp_path):
    written = site(tmp_path, audience=Audience.STUDENT)
    assert written == tmp_path / "students" and [path.name for path in tmp_path.iterdir()] == ["students"]
    reports = samples.classroom()
    files = FileNames()
    names = {report.student: files.of(report.student) for report in reports}
    for report in reports:
        html = (written / names[report.student]).read_text("utf-8")
        assert report.student in html and "index.html" not in html
        assert not [other.student for other in reports if other is not report and other.student in html]


def test_pages_for_students_are_not_written_beside_the_class_page(tmp_path):
    site(tmp_path)
    with pytest.raises(EnvironmentFault, match="everybody's scores"):
        site(tmp_path, audience=Audience.STUDENT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_lacking_is_told_once(language):
    told = "not define `Lars`" if language == "en" else "`Lars`의 정의"
    html = student_html(samples.report("a", samples.adam(), lacking()), language=language, audience=Audience.STUDENT)
    assert html.count(told.replace("`Lars`", "<code>Lars</code>")) == 1
    assert html.count("spelt" if language == "en" else "같은 이름으로") == 1


def test_a_cause_shared_by_several_checks_is_told_once():
    html = student_html(samples.report("a", samples.adam()), language="en", audience=Audience.STAFF)
    assert html.count("without bias correction") == 1 and "explains 2 checks" in html


def test_paper_is_light_whatever_the_screen_is():
    html = student_html(samples.full(), language="en", audience=Audience.STAFF)
    assert re.findall(r"@media (.*)prefers-color-scheme", html) == ["screen and ("]


def test_an_empty_class_has_a_page(tmp_path):
    index = write_site(Run(), [], tmp_path, language="en", audience=Audience.STAFF)
    assert "No submissions." in index.read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault, match="cannot write the report"):
        site(tmp_path / "file")
