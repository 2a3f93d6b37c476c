"""The ruling lines of a page: strokes, thin filled boxes, and thin pictures."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from typing import Any, NamedTuple, TypeAlias

from hegao.dsl.recover.pdf.page import Drawing, Stroke
from hegao.dsl.recover.pdf.view import View

TEXT, PATH, PICTURE, SHADING, FORM = 1, 2, 3, 4, 5
LINE_TO, CURVE_TO, MOVE_TO = 0, 1, 2
DEEPEST = 8
MOST_OBJECTS = 50_000
MOST_SEGMENTS = 200_000
MOST_OF_ONE = 2_000
"""A path of more segments is a drawing, not a table."""
THICKEST = 3.2
SHORTEST = 0.2
LONGEST = 20_000.0
STRAIGHT = 0.6

Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Placed(NamedTuple):
    """An object of a page, and how the forms around it move it."""

    object: Any
    kind: int
    matrix: Matrix


class _Budget:
    """How much of a page may still be read."""

    def __init__(self) -> None:
        self.objects = MOST_OBJECTS
        self.segments = MOST_SEGMENTS

    @property
    def is_spent(self) -> bool:
        return self.objects <= 0 or self.segments <= 0


def read_drawing(pdfium: Any, page: Any, view: View) -> Drawing:
    """The ruling lines of a page, and its largest picture."""
    pen, budget = _Pen(pdfium, view), _Budget()
    boxes: list[tuple[Point, Point]] = []
    pictured = 0.0
    for placed in _objects(pdfium, page, budget):
        if placed.kind == PATH:
            boxes += pen.path(placed, budget)
        elif placed.kind == PICTURE:
            box = pen.bounds(placed)
            boxes.append(box)
            pictured = max(pictured, _share(box, view))
    across = tuple(stroke for box in boxes for stroke in _across(*box))
    down = tuple(stroke for box in boxes for stroke in _down(*box))
    return Drawing(across, down, pictured, not budget.is_spent)


def _objects(pdfium: Any, page: Any, budget: _Budget) -> Iterator[_Placed]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _within(pdfium, pdfium.FPDFPage_GetObject(page, index), SAME, budget, 0)


def _within(
    pdfium: Any, found: Any, matrix: Matrix, budget: _Budget, depth: int
) -> Iterator[_Placed]:
    budget.objects -= 1
    if budget.is_spent or not found:
        return
    kind = pdfium.FPDFPageObj_GetType(found)
    if kind != FORM:
        yield _Placed(found, kind, matrix)
        return
    if depth >= DEEPEST:
        return
    inner = _times(_matrix(pdfium, found), matrix)
    for index in range(max(0, pdfium.FPDFFormObj_CountObjects(found))):
        if budget.is_spent:
            return
        child = pdfium.FPDFFormObj_GetObject(found, index)
        yield from _within(pdfium, child, inner, budget, depth + 1)


def _matrix(pdfium: Any, found: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, byref(matrix)):
        return SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2], a * then[1] + b * then[3],
        c * then[0] + d * then[2], c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4], e * then[1] + f * then[3] + then[5],
    )  # fmt: skip


class _Pen:
    """Measures the objects of a page in its view."""

    def __init__(self, pdfium: Any, view: View) -> None:
        self._pdfium = pdfium
        self._view = view
        self._x, self._y = c_float(), c_float()

    def path(self, placed: _Placed, budget: _Budget) -> list[tuple[Point, Point]]:
        """The straight lines of a path, each from corner to corner of a thin box."""
        pdfium, fill, stroke = self._pdfium, c_int(), c_int()
        count = pdfium.FPDFPath_CountSegments(placed.object)
        pdfium.FPDFPath_GetDrawMode(placed.object, byref(fill), byref(stroke))
        if not (fill.value or stroke.value) or not 2 <= count <= MOST_OF_ONE:
            return []
        budget.segments -= count
        runs = list(self._runs(placed, count))
        if stroke.value and self._width(placed) <= THICKEST:
            return [side for run in runs for side in zip(run, run[1:], strict=False)]
        return [_box(run) for run in runs if len(run) > 1]

    def bounds(self, placed: _Placed) -> tuple[Point, Point]:
        """The corners of an object."""
        left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
        self._pdfium.FPDFPageObj_GetBounds(
            placed.object, byref(left), byref(bottom), byref(right), byref(top)
        )
        low = self._place(left.value, bottom.value, placed.matrix)
        return _box([low, self._place(right.value, top.value, placed.matrix)])

    def _runs(self, placed: _Placed, count: int) -> Iterator[list[Point]]:
        """The corners of each part of a path; a curve ends a part."""
        pdfium = self._pdfium
        matrix = _times(_matrix(pdfium, placed.object), placed.matrix)
        run: list[Point] = []
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(placed.object, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, byref(self._x), byref(self._y))
            if kind != LINE_TO:
                yield run
                run = []
            run.append(self._place(self._x.value, self._y.value, matrix))
            if pdfium.FPDFPathSegment_GetClose(segment):
                run.append(run[0])
        yield run

    def _place(self, x: float, y: float, matrix: Matrix) -> Point:
        a, b, c, d, e, f = matrix
        return self._view.place(a * x + c * y + e, b * x + d * y + f)

    def _width(self, placed: _Placed) -> float:
        width = c_float()
        self._pdfium.FPDFPageObj_GetStrokeWidth(placed.object, byref(width))
        a, b, *_ = _times(_matrix(self._pdfium, placed.object), placed.matrix)
        return width.value * max(abs(a), abs(b))


def _box(points: list[Point]) -> tuple[Point, Point]:
    across, down = [point[0] for point in points], [point[1] for point in points]
    return (min(across), min(down)), (max(across), max(down))


def _share(box: tuple[Point, Point], view: View) -> float:
    (left, top), (right, bottom) = box
    return abs(right - left) * abs(bottom - top) / (view.width * view.height)


def _across(one: Point, other: Point) -> Iterator[Stroke]:
    """A thin box as a line across; one that is thin both ways is a corner of both."""
    length, height = abs(one[0] - other[0]), abs(one[1] - other[1])
    if height <= (THICKEST if length >= height else STRAIGHT) and SHORTEST <= length <= LONGEST:
        yield Stroke((one[1] + other[1]) / 2, min(one[0], other[0]), max(one[0], other[0]))


def _down(one: Point, other: Point) -> Iterator[Stroke]:
    length, width = abs(one[1] - other[1]), abs(one[0] - other[0])
    if width <= (THICKEST if length >= width else STRAIGHT) and SHORTEST <= length <= LONGEST:
        yield Stroke((one[0] + other[0]) / 2, min(one[1], other[1]), max(one[1], other[1]))
