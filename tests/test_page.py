"""The page: nothing in a record becomes markup, every record is shown with its status, and pictures are small and linked."""

import base64
import hashlib
import html
import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from cpx.errors import Refused, Stopped
from cpx.report.choose import matcher, ordered
from cpx.report.page import write_page

ELEMENTS = (
    "html head meta title style body header h1 h2 div input select option button output span kbd main article figure figcaption img a p "
    "details summary pre code mark dl dt dd ul ol li table tr th td svg rect b footer script"
)
ATTRIBUTES = (
    "lang charset http-equiv content name class role type id placeholder aria-label aria-pressed aria-live title value hidden tabindex "
    "data-status data-origin data-kinds src alt width height loading decoding href target rel open dir scope viewbox fill"
)
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)",
    "javascript:alert(1)",
    "\x00\x1b[31m\x7f",
    "\ud800",
    "\u202egnp.exe",
    "{{script}}{{cards}}",
    "<!--",
    "]]>",
]


class Page(HTMLParser):
    """A parsed page: its elements, and the text in each kind of element."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.source = path.read_text(encoding="utf-8")
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str] = {}
        self.comments: list[str] = []
        self.open: list[str] = []
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in ("meta", "input", "img", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words[self.open[-1] if self.open else ""] = self.words.get(self.open[-1] if self.open else "", "") + data

    def handle_comment(self, data):
        self.comments.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == name]


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """Writes the page of some records in a folder that holds figure.png, 640 x 480, and returns it parsed."""
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (640, 480), "white").save("figure.png")

    def show(*records, embed=False):
        write_page(records, Path("page.html"), embed=embed)
        return Page(Path("page.html"))

    return show


def hostile(words: str) -> dict:
    """The words in every place of a record, as value and as key."""
    element = {"kind": words, "role": words, "fill": words, "stroke": [words], "text": words}
    return {
        "id": words, "image": words, "code": f"{words}\n'{words}'\n# {words}", "caption": words, "caption_draft": words,
        words: {words: [words]}, "explanation": words,
        "questions": [{"question": words, "options": {words: words}, "answer": words}, words],
        "source": {"family": words, "pipeline": words, "model": words, "seed": {"image": words}},
        "exec": {"ok": False, "why": words, "message": words, "line": 2, "partial": words},
        "trace": {"title": words, "size": [words], "omitted": words, "elements": [element],
                  "axes": [{"kind": words, "title": words, "xlabel": words, "xlim": [words], "legend": [words]}]},
        "facts": {"visible": {"subject": words, "counts": {words: words}, "labels": [words], "statements": [words * 9]}},
    }  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_of_a_record_becomes_an_element_or_an_attribute(shown, words):
    page = shown(hostile(words), {"id": words, "error": {"stage": words, "kind": words, "message": words}}, {"error": words})
    assert {tag for tag, _ in page.elements} <= set(ELEMENTS.split())
    assert {name for _, attributes in page.elements for name in attributes} <= set(ATTRIBUTES.split())
    assert (len(page.all("script")), len(page.all("article")), page.comments, page.open) == (1, 3, [], [])
    assert page.all("a") + page.all("img") == []
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\ud800-\udfff]", page.source.split("<main>")[1])


@pytest.mark.parametrize("value", [None, True, 7, 1e999, [], {}, [[[[[1]]]]], [None, 3], {"a": {"b": {"c": {"d": {"e": 1}}}}}, "words"])
def test_a_field_of_any_type_is_shown_and_stops_nothing(shown, value):
    names = ("id", "image", "code", "caption", "explanation", "questions", "source", "exec", "trace", "facts", "error")
    records = [{name: value} for name in names]
    nested = [{"trace": {"elements": [{"kind": value, "role": value}], "axes": [{"xlim": value}], "size": value}, "exec": {"line": value}}]
    assert len(shown(*records, *nested, dict.fromkeys(names, value)).all("article")) == len(names) + 2


def test_the_policy_names_this_style_and_this_script_and_nothing_else(shown):
    page = shown({"id": "a"})
    policy = dict(part.split(" ", 1) for part in page.all("meta")[1]["content"].split("; "))
    for directive, element in (("style-src", "style"), ("script-src", "script")):
        digest = hashlib.sha256(page.words[element].encode()).digest()
        assert policy[directive] == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert (policy["default-src"], policy["img-src"], policy["base-uri"], policy["form-action"]) == ("'none'", "data:", "'none'", "'none'")


def test_a_thumbnail_is_embedded_and_the_file_linked_relative_to_the_page(shown, tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "a b").mkdir()
    (tmp_path / "figure.png").rename(tmp_path / "a b/#1.png")
    write_page([{"id": "a", "image": "a b/#1.png"}], Path("pages/page.html"))
    page = Page(Path("pages/page.html"))
    assert page.all("a")[0]["href"] == "../a%20b/%231.png"
    assert (page.all("img")[0]["width"], page.all("img")[0]["height"]) == ("360", "270")


@pytest.mark.parametrize("embed", [True, False])
def test_embedding_puts_the_file_itself_into_the_page(shown, embed):
    image = shown({"image": "figure.png"}, embed=embed).all("img")[0]["src"]
    assert (base64.b64decode(image.split(",")[1]) == Path("figure.png").read_bytes()) == embed


def test_a_file_named_like_a_scheme_is_linked_as_a_file(shown, tmp_path):
    (tmp_path / "figure.png").rename(tmp_path / "javascript:alert(1).png")
    assert shown({"image": "javascript:alert(1).png"}).all("a")[0]["href"] == "javascript%3Aalert%281%29.png"


def test_a_picture_that_a_browser_would_open_as_a_page_is_not_linked(shown, tmp_path):
    (tmp_path / "figure.png").rename(tmp_path / "figure.html")
    page = shown({"image": "figure.html"})
    assert (len(page.all("img")), page.all("a")) == (1, [])


def test_a_picture_that_cannot_be_shown_leaves_its_reason(shown):
    Path("broken.png").write_text("no picture")
    tally = write_page([{"image": "broken.png"}, {"image": "gone.png"}, {"image": "figure.png"}], Path("page.html"))
    page = Page(Path("page.html"))
    assert (tally.missing, len(page.all("img"))) == (2, 1)
    assert "no picture that can be read" in page.words["p"]
    assert str(Path("gone.png").absolute()) in page.words["p"]


def test_an_undrawn_record_shows_reason_failing_line_and_the_picture_so_far(shown):
    run = {"ok": False, "why": "error", "line": 2, "message": "ZeroDivisionError: division by zero", "partial": "figure.png"}
    page = shown({"id": "a", "code": "x = 1\nx / 0\n", "exec": run})
    assert "error · line 2 · ZeroDivisionError: division by zero" in page.words["p"]
    assert re.search(r'<mark class="line">x / <span class="n">0</span>\n</mark>', page.source)
    assert {"class": "partial"} in page.all("figure")
    assert "unfinished" in page.words["figcaption"]


@pytest.mark.parametrize(
    ("record", "status"),
    [
        ({"exec": {"ok": True}}, "drawn"),
        ({"exec": {"ok": False, "why": "timeout"}}, "timeout"),
        ({"exec": {"ok": True}, "error": {"stage": "caption", "kind": "no-code"}}, "unhandled"),
        ({"image": "figure.png"}, "not run"),
    ],
)
def test_a_card_says_its_status(shown, record, status):
    assert shown(record).all("article")[0]["data-status"] == status


def test_the_code_on_the_page_is_the_code_of_the_record(shown):
    code = "def f(x):\n\treturn '<b>' if x < 1 else '''two\\nlines'''  # ü &amp;\n\n\nf(1)"
    page = shown({"code": code})
    pre = re.search("<pre.*?</pre>", page.source, re.DOTALL)[0]
    lines = [re.sub("<.*?>", "", line) for line in re.findall(r'<span class="line">(.*?)\n</span>', pre, re.DOTALL)]
    assert html.unescape("\n".join(lines)) == code


def test_code_of_nothing_but_blanks_does_not_hold_the_page_up(shown):
    begun = time.process_time()
    shown({"code": "\t\n " * 30_000})
    assert time.process_time() - begun < 10  # 80 s before blanks at line ends were cut


def test_a_failure_half_way_leaves_the_old_page(shown, tmp_path):
    def records():
        yield {"id": "a"}
        raise ValueError

    shown({"id": "old"})
    with pytest.raises(ValueError):  # noqa: PT011
        write_page(records(), Path("page.html"))
    assert "old" in Path("page.html").read_text()
    assert not list(tmp_path.glob("*.part"))


def test_a_page_that_cannot_be_written_is_named():
    with pytest.raises(Stopped, match=r"cannot write /proc/page\.html"):
        write_page([], Path("/proc/page.html"))


def test_a_limit_reads_no_further_than_it_must(shown):
    records = iter([{"id": str(number)} for number in range(10)])
    assert write_page(records, Path("page.html"), limit=3).records == 3
    assert len(list(records)) == 7


RECORD = json.loads("""{"id": "a", "caption": "A regular Hexagon", "exec": {"ok": false, "why": "timeout"}, "score": {"total": 0.25},
    "trace": {"elements": [{"kind": "circle"}, {"kind": "line"}]}, "nothing": null}""")


@pytest.mark.parametrize(
    ("expression", "met"),
    [
        ("exec.why=timeout", True), ("exec.why = error", False), ("exec.why!=timeout", False), ("exec.why!=error", True),
        ("exec.ok=false", True), ("exec.ok=true", False), ("exec.ok=0", False), ("caption~hexagon", True), ("caption~cube", False),
        ("score.total<0.5", True), ("score.total>=0.25", True), ("score.total>0.25", False), ("score.total=0.250", True),
        ("score.other<0.5", False), ("trace.elements.kind=circle", True), ("trace.elements.kind=mesh", False),
        ("missing=null", True), ("nothing=null", True), ("id!=null", True), ("caption.deeper=x", False),
        ("caption=A regular Hexagon", True),
    ],
)  # fmt: skip
def test_where(expression, met):
    assert matcher([expression])(RECORD) is met


def test_several_conditions_must_all_be_met():
    assert matcher(["exec.ok=false", "id=a"])(RECORD)
    assert not matcher(["exec.ok=false", "id=b"])(RECORD)


@pytest.mark.parametrize("expression", ["", "exec.ok", "=x", "score.total<high", "a b=c", "__import__('os')"])
def test_a_condition_that_cannot_be_read_is_refused_with_an_example(expression):
    with pytest.raises(Refused, match=r"cannot read --where .*score\.total"):
        matcher([expression])


@pytest.mark.parametrize("sort", ["", "-", "a<b", "two words"])
def test_an_order_that_cannot_be_read_is_refused_with_an_example(sort):
    with pytest.raises(Refused, match=r"cannot read --sort .*score\.total"):
        ordered([], sort)


def test_an_order_by_what_only_failures_have_is_the_given_one_where_nothing_failed():
    records = [{"id": "b", "exec": {"ok": True}}, {"id": "a", "exec": {"ok": True}}]
    assert ordered(records, "exec.why") == records


@pytest.mark.parametrize(("sort", "order"), [("score.total", "cabde"), ("-score.total", "bacde")])
def test_an_order_puts_numbers_by_size_and_records_without_the_field_last(sort, order):
    scores = {"a": {"total": 2}, "b": {"total": 10}, "c": {"total": -1.5}, "d": {}, "e": {"total": None}}
    records = [{"id": name, "score": score} for name, score in scores.items()]
    assert "".join(record["id"] for record in ordered(records, sort)) == order


def test_an_order_by_a_field_that_no_record_has_is_refused():
    with pytest.raises(Refused, match=r"no record has .* nosuch\.field"):
        ordered([{"id": "a"}, {"id": "b"}], "nosuch.field")
    assert ordered([], "nosuch.field") == []
