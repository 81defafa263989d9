"""The record: one JSON object a line, which every command reads, adds its fields to, and writes again.

Fields that a command does not know survive it. The field texts below become docs/record.md and its JSON Schema.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, Literal, TypedDict

VERSION = 1

Record = dict[str, Any]
"""A record in flight. `Fields` says what its keys mean; keys that are not there belong to the user."""

Why = Literal["error", "timeout", "memory", "blank", "no-figure", "killed", "oversize", "protocol"]
Kind = Literal[
    "line", "lines", "curve", "polygon", "polygons", "rectangle", "circle", "ellipse", "wedge", "arrow", "points", "text", "image", "mesh"
]
Role = Literal[
    "data", "title", "label", "tick", "legend", "legend text", "grid", "spine", "axis", "annotation", "table", "colorbar", "background"
]
Box = list[float]
"""Left, top, right, bottom in pixels of the image, from its top left corner, y down."""
Colour = str
"""`#rrggbb`, or `#rrggbbaa` where it is not opaque."""


class Source(TypedDict, total=False):
    """Where the code comes from."""

    pipeline: Literal["reproduce", "diversify", "solidgen"]
    """The command that wrote the code."""
    seed: dict[str, Any]
    """The seed's `id` and `image`; an image that came in with a record moves here when its code is drawn."""
    family: str
    """The family of solids."""
    params: dict[str, Any]
    """The family's parameters: with them the same script is written again."""
    description: str
    """What a model saw in the seed before it wrote the code."""
    scores: list[float]
    """Likeness to the seed, by pixels, of each script that was tried; `code` is the best of them."""
    principle: str
    """The principle that the variants of a seed share."""
    idea: str
    """How this variant shows it."""
    model: str
    """The model that wrote the code."""
    prompt: str
    """Hash of the prompt that the model was given."""
    licence: str
    """Licence of the seed."""


class Exec(TypedDict, total=False):
    """What happened when the script ran; a failure is a finding, not an error."""

    ok: bool
    """The script ran to its end and drew a figure that is not blank."""
    why: Why
    """Why it is not ok: `error` an exception, `timeout` too much CPU or wall time, `memory` a limit of memory, `blank` a page of one
    colour, `no-figure` nothing drawn, `killed` by a signal or its own exit, `oversize` too many pixels or too much output, `protocol`
    an answer that cannot be true."""
    message: str
    """What happened, in a sentence or the exception's own words."""
    line: int
    """Line of the script where it happened, from 1."""
    pixels: str
    """Hash of the drawing's dimensions and raw RGBA pixels, SHA-256 in hex: same pixels, same hash, whatever encoded them."""
    look: dict[str, Any]
    """What was done to the drawing to make the image: `margin` (left, top, right, bottom, in per mille of its longer side), `paper`."""
    size: list[int]
    """Width and height of the image in pixels."""
    dpi: int
    """Pixels per inch of the image."""
    figures: int
    """Figures the script drew; `--figures` says which of them become images."""
    figure: int
    """Which of them this image is, from 1."""
    partial: str
    """The picture so far of a script that failed. It is never `image`."""
    missing_glyphs: str
    """Characters that no pinned font has; they are drawn as boxes."""
    versions: dict[str, str]
    """Versions of Python, matplotlib, numpy and FreeType that drew it."""
    sandbox: dict[str, Any]
    """What confined the script: `landlock` (ABI, 0 if none), `seccomp`, `namespaces`; or `unsafe: true`."""
    repairs: list[dict[str, Any]]
    """Failed versions of the code, each with its `why`, `message` and `line`, oldest first; `answer` where the model's gave no new one."""


class Axes(TypedDict, total=False):
    """One plotting area and its coordinate system."""

    kind: Literal["rectilinear", "polar", "3d", "geo", "other"]
    """The projection; `geo` are the map projections."""
    box: Box
    """Where the plotting area lies in the image."""
    shown: bool
    """Whether its axes, ticks or frame are drawn (`axis("off")` hides them)."""
    frame: list[str]
    """Which border lines are visible: `left`, `right`, `top`, `bottom`."""
    title: str
    xlabel: str
    ylabel: str
    zlabel: str
    xlim: list[float]
    """Left and right end, in data units; left > right where the axis is inverted."""
    ylim: list[float]
    zlim: list[float]
    xscale: str
    """`linear`, `log`, `symlog`, `category`, `date`, ..."""
    yscale: str
    zscale: str
    xticks: list[str]
    """Labels of the visible ticks, as printed."""
    yticks: list[str]
    zticks: list[str]
    xoffset: str
    """What is printed once at the end of the axis because its tick labels leave it out, as printed: `1e−6`, by which they are to be
    multiplied, `+1.2e3`, which is to be added, `2024-Jan`."""
    yoffset: str
    zoffset: str
    grid: bool
    equal: bool
    """One unit is as long across as upwards."""
    legend: list[str]
    """Entries of the legend, in order."""
    view: list[float]
    """Of 3-D axes: elevation and azimuth in degrees."""
    colorbar: bool
    """These axes are a colour bar."""
    face: Colour
    """Colour of the plotting area; absent where it is transparent."""


class Element(TypedDict, total=False):
    """One thing that was drawn, as the author said it: an artist of matplotlib."""

    kind: Kind
    """`line` a polyline, `lines` many of them, `curve` a path with curved parts, `points` markers alone, `mesh` a grid of cells."""
    role: Role
    """What part it plays: `data` is what the picture is about, `label` names an axis, `annotation` is text or an arrow of the author's."""
    artist: str
    """Its class in matplotlib."""
    axes: int
    """Index into the trace's `axes`; absent where it belongs to the whole figure."""
    space: Literal["data", "axes", "figure", "pixels"]
    """What the numbers in `xy`, `centre`, `size` are measured in: data units, shares of the axes or the figure, or pixels of the image.
    Titles, axis labels, ticks, legends and tables, which matplotlib places by itself, have none of these: their `box` tells."""
    xy: list[list[float | None]]
    """Vertices, marker positions, or a text's anchor: pairs, or triples in 3-D (before projection). None is a gap. At most 200."""
    parts: list[list[list[float]]]
    """Of `lines` and `polygons`: the vertices of each part."""
    count: int
    """How many in all, where `xy` or `parts` hold fewer, and always for `points`, `lines`, `polygons` and `mesh`."""
    range: list[list[float]]
    """Of a summarised element: lowest and highest value along each axis."""
    centre: list[float]
    """Of circles, ellipses, wedges."""
    centres: list[list[float]]
    """Of several shapes alike in all but their place, and perhaps `fill`, that are told as one: where each lies, in place of `centre`."""
    size: list[float]
    """Width and height of rectangles, ellipses and images (circle: its diameter twice); rows and columns of a mesh in `shape`."""
    hole: float
    """Of a ring and a ring's wedge: the inner diameter."""
    shape: list[int]
    """Rows and columns of an image's or a mesh's values."""
    angles: list[float]
    """Of wedges and arcs: start and end, degrees anticlockwise from the x axis; of turned rectangles and ellipses: one angle."""
    box: Box
    """What it covers in the image."""
    stroke: Colour | list[Colour]
    """Line or outline; a list where the parts differ. Absent where it has none."""
    fill: Colour | list[Colour]
    """Inside; a text's colour is its `stroke`."""
    width: float | list[float]
    """Of the line, in points."""
    dash: Literal["solid", "dashed", "dotted", "dashdot"] | str
    marker: str
    """matplotlib's marker character."""
    marker_size: float | list[float]
    """Diameter in points."""
    hatch: str
    text: str
    """As the author wrote it, with `$...$` mathematics."""
    font_size: float
    """In points."""
    font: str
    """Family that drew it, with `italic` or `bold` before it where it is."""
    rotation: float
    """Of a text, degrees anticlockwise."""
    align: list[str]
    """Of a text: which of its points lies at `xy`, horizontally and vertically."""
    frame: bool
    """Of a text: a box is drawn round it."""
    frame_shape: str
    """The shape of that box: `rectangle`, `rounded rectangle`, `circle`, `ellipse`, `arrow`, `darrow` (to both sides), `sawtooth`,
    `roundtooth`."""
    frame_fill: Colour
    """Inside of that box; absent where it has none."""
    frame_stroke: Colour
    """Outline of that box; absent where it has none."""
    ends: list[bool]
    """Of an arrow: a head at its start, a head at its end."""
    values: list[list[float | None]]
    """Of an image or mesh of at most 64 cells whose values were turned into colours: row by row from the top, each from the left."""
    digest: str
    """Eight hex digits of values or vertices that are too many to list: other data have others, whatever their colours and size."""
    cmap: str
    """Colour map, where values were turned into colours."""
    clim: list[float]
    """The values at the two ends of the colour map."""
    levels: list[float]
    """Of contours: the value of each line, or the lower value of each band."""
    label: str
    """Its entry in a legend."""
    z: float
    """Drawing order: higher is nearer to the viewer."""
    line: int
    """Line of the script that drew it, from 1."""
    call: str
    """What the script called there: `ax.plot`."""
    names: dict[str, str]
    """Names in that call whose value became one of the fields above, or half of a round thing's `size`: `{"BLUE": "stroke", "P['A']": "xy",
    "r": "radius"}`."""


class Trace(TypedDict, total=False):
    """What was drawn: plain data, at most 32 KB as JSON."""

    version: int
    size: list[int]
    """Width and height of the image in pixels."""
    dpi: float
    face: Colour
    """Colour of the page."""
    title: str
    """Title over all axes."""
    axes: list[Axes]
    elements: list[Element]
    """In drawing order; invisible and empty artists are left out."""
    primitives: str
    """File with what reached the page at the level of the renderer, in pixels of the drawing before any margin: what scores compare.
    Named by its content; `cpx.primitives` says what it holds. Found as an image is."""
    omitted: int
    """Elements left out because the trace would be too large, or because they raised; tick labels, which `axes` hold too, do not count."""


class Checked(TypedDict, total=False):
    """One thing that a caption states."""

    said: str
    """Its words."""
    at: list[int]
    """Where they begin and end in the caption, in characters."""
    kind: Literal["text", "point", "axis", "count", "colour", "name", "relation", "number"]
    verdict: Literal["confirmed", "contradicted", "unknown"]
    """`unknown`: the trace neither has it nor rules it out."""
    found: str
    """What the picture has instead, where it is contradicted."""


class Check(TypedDict):
    """A caption held against the trace."""

    confirmed: int
    contradicted: int
    unknown: int
    claims: list[Checked]


class Facts(TypedDict):
    """What is true of a generated figure, known before it is drawn."""

    visible: dict[str, Any]
    """What the picture shows: `subject` (a noun phrase), `counts` (plural noun -> number), `labels` (names printed in the picture),
    `statements` (sentences a careful viewer would agree to), and more of the family's own."""
    derived: dict[str, Any]
    """What follows from it, such as a volume; captions never use it."""


class Perception(TypedDict):
    """What a model saw."""

    task: Literal["code", "caption"]
    """What it was asked for."""
    model: str
    prompt: str
    """Hash of the prompt that it was given."""
    answer: str
    """All that it said."""


class Score(TypedDict, total=False):
    """What a perceived script is worth, by what it draws. Scores are from 0 to 1, 0 for what was not drawn."""

    status: str
    """`drawn`, `no-code` (no closed block of code in the answer), or `exec.why` of a script that drew nothing."""
    message: str
    line: int
    """Of a script that drew nothing: why, and the line of the script."""
    total: float
    """0.6 of structure and 0.4 of image; the image alone where the reference has no script that runs."""
    structure: float
    image: float
    flags: list[str]
    """What lowered the scores: `raster`, `flood`, `tiny`, `blank`, `oversize`, `inconsistent`."""
    differences: list[str]
    """What is missing, too much, or different, in words."""
    image_file: str
    """The rendering."""
    reference_file: str
    """The reference's script drawn, which is what it was compared with."""
    missing_at: list[list[float]]
    """Where elements of the reference lie that nothing in the rendering matches: left, top, right, bottom, as shares of the picture."""
    extra_at: list[list[float]]
    """The same of the rendering's."""


class Error(TypedDict):
    """Why a command could not handle the record."""

    stage: str
    """Command that could not handle the record."""
    kind: str
    """One word, such as `no-code`; `bug` is ours."""
    message: str


class Fields(TypedDict, total=False):
    """Every field that cpx sets or reads."""

    id: str
    """Set by the user or the first command: the first 12 hex digits of the line's SHA-256; children are `parent/1`, `parent/2`."""
    image: str
    """Path of the picture, or a data URI. A path is tried against the working directory, then the input file's folder."""
    code: str
    """A self-contained Python script that draws the picture."""
    source: Source
    exec: Exec
    trace: Trace
    facts: Facts
    caption: str
    """The caption, code-grounded (t_new of the paper)."""
    caption_draft: str
    """A model's first caption, before it was held against the facts (t_draft)."""
    caption_facts: str
    """What code and trace say, in words (t_code)."""
    caption_by: str
    """Who wrote the caption: `trace`, or the model's name."""
    check: Check
    """The caption's statements held against the trace."""
    explanation: str
    """Explanatory image-to-code: what the picture shows, how each part is drawn, the script (c_new)."""
    explanation_draft: str
    """A model's first explanation, before the script corrected it (c_draft)."""
    explanation_by: str
    """Who wrote the explanation: `trace`, or the model's name."""
    explanation_code: Literal["model", "record"]
    """Whose script it holds: the model's, which was run and draws the same picture (not so with `--native`), or the record's own."""
    questions: list[dict[str, Any]]
    """Each with `question`, `options` by letter, `answer` (a letter; the answer itself where there are no options) and `value`."""
    reference: dict[str, Any]
    """What a benchmark holds as true: `image`, `code`, `answer`, `options`."""
    quality: dict[str, Any]
    """Each gate's verdict, score and reason."""
    perception: Perception
    solution: dict[str, Any]
    """What a model answered from a caption."""
    score: Score
    error: Error
    """Set by the command that could not handle this record; later commands pass it on untouched."""


def name(line: bytes) -> str:
    """The id of a record that brought none: the first 12 hex digits of its line's SHA-256."""
    return hashlib.sha256(line).hexdigest()[:12]


def failed(record: Mapping[str, Any], stage: str, kind: str, message: str) -> Record:
    """The record with its `error` set."""
    return {**record, "error": Error(stage=stage, kind=kind, message=message)}


def errored(record: Mapping[str, Any]) -> bool:
    """Whether a command before could not handle the record."""
    return record.get("error") is not None


def part(record: Mapping[str, Any], field: str) -> dict[str, Any]:
    """An object in the record; empty where the field is missing, or is something else of the user's."""
    value = record.get(field)
    return value if isinstance(value, dict) else {}


def drawn(record: Mapping[str, Any]) -> bool:
    """Whether the record has a picture: it was drawn here, or brought an image and was never run."""
    return bool(record.get("image")) and part(record, "exec").get("ok", True) is True
