"""Picks the relations that are most worth telling: those that make a drawing what it is come first, and there are never many."""

from collections.abc import Sequence

from cpx.describe import relations_angles, relations_circles, relations_curves, relations_graphs, relations_lines, relations_whole, things
from cpx.describe.names import TOUCH, named
from cpx.describe.picture import Mark

MOST = {"brief": 1, "full": 8, "exhaustive": 40}


def describe(marks: Sequence[Mark], here: things.Things) -> list[str]:
    """Sentences about how the marks of one panel lie to each other, the most telling first."""
    frame = here.frame
    if frame.panel is None or frame.panel.kind != "rectilinear":
        return []
    found = relations_curves.relations(marks, frame)
    if frame.geometric:
        boxes = tuple(name for name in frame.names if name.box is not None)
        free = [segment for segment in here.segments if not any(named(pixel, boxes, TOUCH) for pixel in segment.pixels)]
        lines = here._replace(segments=free)
        angles = [*relations_angles.perpendicular(lines), *relations_angles.bisectors(lines)] if frame.square else []
        found += [*angles, *relations_lines.relations(lines, angles), *relations_circles.relations(here)]
        found += relations_graphs.relations(marks, frame)
        if not boxes:
            found += relations_whole.mirrored(marks, frame)
        found += relations_whole.images(marks, frame)
        found += [*relations_whole.adjacent(marks, frame), *relations_whole.inside(marks, frame)]
    said = dict.fromkeys(relation.said for relation in sorted(found, key=lambda relation: relation.rank))
    return list(said)[: MOST[frame.detail]]
