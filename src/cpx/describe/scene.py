"""One panel before it is put into words: what is seen of its marks, what its texts name, and what there is to compare.

marks of the trace -> placed, cut at the axes -> right-angle marks told apart -> names -> things with names
"""

from collections.abc import Sequence
from typing import NamedTuple

from cpx.describe import dimensions, names, relations_lines, right_angles, text, things
from cpx.describe.frames import Detail, Frame, frame
from cpx.describe.groups import graphics
from cpx.describe.picture import Mark, Panel, Picture
from cpx.describe.pixels import located
from cpx.describe.right_angles import RightAngle
from cpx.describe.things import Things
from cpx.describe.view import trimmed


class Scene(NamedTuple):
    frame: Frame
    marks: list[Mark]
    corners: list[RightAngle]
    things: Things


def scene(panel: Panel | None, drawn: Sequence[Mark], page: Picture, detail: Detail) -> Scene:
    """`panel` is None for what belongs to the whole page."""
    bare = frame(panel, page, detail)
    placed = [located(mark, panel, page.size) for mark in drawn]
    seen = [part for mark in graphics(placed) if (part := trimmed(mark, bare))]
    texts = text.written(drawn)
    if panel is None:
        return Scene(bare._replace(texts=tuple(texts)), seen, [], things.find((), bare))
    corners = right_angles.find(seen, things.find(seen, bare)) if bare.geometric else []
    seen = [mark for mark in seen if not any(mark is one.mark for one in corners)]
    compared = seen if bare.geometric else []
    measures = dimensions.drawn(seen, panel) if bare.geometric else set()
    nameable = [mark for mark in seen if id(mark) not in measures]
    unnamed = things.find(nameable if bare.geometric else [], bare)
    found = names.find(nameable, texts, panel, relations_lines.meeting_points(unnamed), relations_lines.crossing_points(unnamed))
    here = bare._replace(names=found, texts=tuple(one for one in texts if not any(one is name.text for name in found)))
    return Scene(here, seen, corners, things.find(compared, here))
