"""One record as a card: picture on the left; status, words, code and the rest of its fields on the right."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cpx.errors import RecordError
from cpx.record import Record
from cpx.report.highlight import highlight
from cpx.report.markup import Markup, tag
from cpx.report.picture import Album
from cpx.report.summary import trace_summary
from cpx.report.values import counted, line, mapping, mappings, plain, rows, several, shown

SHOWN_APART = {
    "id",
    "image",
    "code",
    "source",
    "exec",
    "trace",
    "facts",
    "caption",
    "explanation",
    "questions",
    "error",
    "score",
    "reference",
}
ABOUT = (None, "data", "annotation", "table")
"""Roles of what a picture is about: every figure has ticks and spines, so to filter by those would say nothing."""


class Card(NamedTuple):
    html: Markup
    status: str
    pictured: bool
    """A picture was asked for and could be shown, or none was asked for."""


def card(record: Record, album: Album, index: int) -> Card:
    """The record as an `<article>` whose data attributes the page's filters read."""
    state = status(record)
    figures, pictured = pictures(record, album)
    folds = tag("div", *folded(record), class_="folds")
    article = tag(
        "article",
        tag("div", *figures, class_="pictures"),
        tag("div", heading(record, state, index), *words(record), code_section(record), folds, class_="words"),
        class_="card",
        tabindex=-1,
        data_status=state,
        data_origin=origin(record),
        data_kinds="\n".join(kinds(record)),
    )
    return Card(article, state, pictured)


def status(record: Mapping[str, Any]) -> str:
    """`drawn`, the reason why not, `unhandled` (it has an error) or `not run`."""
    if record.get("error") is not None:
        return "unhandled"
    if record.get("exec") is None:
        return "not run"
    run = mapping(record["exec"])
    return "drawn" if run.get("ok") is True else plain(run.get("why") or "error")


def origin(record: Mapping[str, Any]) -> str:
    source = mapping(record.get("source"))
    return plain(source.get("family") or source.get("pipeline") or "")


def kinds(record: Mapping[str, Any]) -> list[str]:
    elements = mappings(mapping(record.get("trace")).get("elements"))
    return sorted({plain(element["kind"]) for element in elements if element.get("kind") and element.get("role") in ABOUT})


def pictures(record: Mapping[str, Any], album: Album) -> tuple[list[Markup], bool]:
    """The picture (or as much as was drawn of it, or why there is none), then the seed's; and whether all could be shown."""
    run, seed = mapping(record.get("exec")), mapping(mapping(record.get("source")).get("seed"))
    wanted = [
        (record.get("image"), "", None),
        (run.get("partial"), "unfinished: the page when the script stopped", "partial"),
        (seed.get("image"), "the seed it was made from", "seed"),
        (mapping(record.get("reference")).get("image"), "the reference", "seed"),
    ]
    found = [figure(album, image, note, kind) for image, note, kind in wanted if image is not None]
    if record.get("image") is None and run.get("partial") is None:
        found.insert(0, (placeholder("no picture", None), True))
    return [picture for picture, _ in found], all(fine for _, fine in found)


def figure(album: Album, image: Any, note: str, kind: str | None, over: Markup | None = None) -> tuple[Markup, bool]:
    """A picture, with what lies over it, and its note; and whether it could be shown."""
    try:
        picture = album.picture(image, note or "the record's picture")
    except RecordError as problem:
        return placeholder(str(problem), kind), False
    return tag(
        "figure", tag("div", picture, over, class_="under") if over else picture, tag("figcaption", note) if note else None, class_=kind
    ), True


def placeholder(reason: str, kind: str | None) -> Markup:
    return tag("figure", tag("p", reason), class_=f"missing {kind or ''}".strip())


def heading(record: Mapping[str, Any], state: str, index: int) -> Markup:
    chips = [tag("span", state, class_="chip status")]
    source = mapping(record.get("source"))
    chips += [tag("span", plain(source[key]), class_="chip") for key in ("family", "pipeline", "model") if source.get(key)]
    return tag("header", tag("h2", plain(record.get("id", f"record {index}"))), *chips, tag("span", f"{index}", class_="index"))


def words(record: Mapping[str, Any]) -> Iterable[Markup | None]:
    """What went wrong, then the caption."""
    yield trouble(record)
    yield scores(mapping(record.get("score")))
    if record.get("caption") is not None:
        yield tag("p", plain(record["caption"]), class_="caption", dir="auto")


def scores(score: Mapping[str, Any]) -> Markup | None:
    """Each score in percent, and what differs from the reference."""
    named = [f"{name} {100 * value:.1f}" for name in ("total", "structure", "image") if isinstance(value := score.get(name), int | float)]
    differences = [tag("li", plain(said)) for said in several(score.get("differences"))]
    return tag("div", tag("p", line(*named)), tag("ul", *differences) if differences else None, class_="score") if named else None


def trouble(record: Mapping[str, Any]) -> Markup | None:
    """Why there is no picture, in the words of the stage that could not make it."""
    if record.get("error") is not None:
        error = mapping(record["error"])
        said = line(*(plain(error[key]) for key in ("stage", "kind", "message") if error.get(key))) or plain(record["error"])
        return tag("p", said, class_="trouble")
    run = mapping(record.get("exec"))
    if record.get("exec") is None or run.get("ok") is True:
        return None
    at = f"line {plain(run['line'])}" if run.get("line") else ""
    return tag("p", line(plain(run.get("why") or "error"), at, plain(run.get("message") or "no message")), class_="trouble")


def code_section(record: Mapping[str, Any]) -> Markup | None:
    if record.get("code") is None:
        return None
    code = record["code"] if isinstance(record["code"], str) else plain(record["code"])
    run = mapping(record.get("exec"))
    failed = run.get("line") if run.get("ok") is not True else None
    return section("Code, " + counted(len(code.rstrip().split("\n")), "line"), highlight(code, failed), unfolded=True)


def folded(record: Mapping[str, Any]) -> Iterable[Markup]:
    """Every other field, folded; those that are not there are left out."""
    if record.get("explanation") is not None:
        yield section("Explanation", tag("p", plain(record["explanation"]), class_="prose", dir="auto"))
    if several(record.get("questions")):
        yield section("Questions", tag("ol", *map(question, several(record["questions"]))))
    if mapping(record.get("trace")):
        elements = mappings(record["trace"].get("elements"))
        yield section("Trace, " + counted(len(elements), "element"), trace_summary(record["trace"]))
    rest = {key: value for key, value in record.items() if key not in SHOWN_APART}
    fields = {"Facts": record.get("facts"), "Source": record.get("source"), "Run": record.get("exec"), "Other fields": rest}
    for title, value in fields.items():
        if value:
            yield section(title, rows(value) if isinstance(value, Mapping) else tag("p", shown(value)))


def section(title: str, content: Markup, unfolded: bool = False) -> Markup:
    return tag("details", tag("summary", title), content, open=unfolded)


def question(item: Any) -> Markup:
    """A question, its options, and the answer last."""
    asked = mapping(item)
    if "question" not in asked:
        return tag("li", shown(item))
    options = asked.get("options")
    listed = rows(options) if isinstance(options, Mapping) else tag("ul", *(tag("li", shown(option)) for option in several(options)))
    answer = tag("p", "Answer: ", tag("b", plain(asked["answer"]))) if "answer" in asked else None
    return tag("li", tag("p", plain(asked["question"])), listed if options else None, answer)
