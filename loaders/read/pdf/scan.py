"""A scan made straight and clean before OCR: lines that a dirty scanner draws from top to bottom are taken out, a page
that lies aslant is turned. What this brings is measured in docs/decisions/0031-pdf.md.

Everything is done with Pillow: the sum of a row or column of pixels is an image shrunk to one pixel across.
"""

from __future__ import annotations

import itertools
from typing import Any

_LINE = 0.55  # the share of a column of pixels that must be dark to be a scanner's line
_WIDEST = 0.006  # of the page's width: a wider dark band is a shadow of the book's spine
_STEEPEST = 3.0  # degrees that a page may lie aslant
_STEP = 0.25
_SMALL = 900  # pixels of the picture in which the angle is looked for


def cleaned(image: Any) -> Any:
    """A greyscale picture (Pillow) of a page without a scanner's upright lines, turned straight."""
    return straightened(without_lines(image))


def without_lines(image: Any) -> Any:
    """Without the lines that run down the whole page. Where a line crosses a letter, the letter stays."""
    from PIL import Image

    width, height = image.size
    sums = image.resize((width, 1), Image.Resampling.BOX).tobytes()
    dark = [x for x in range(1, width - 1) if sums[x] < 255 * (1 - _LINE)]
    out = image
    for first, last in _runs(dark):
        if last - first + 1 > max(3, _WIDEST * width):
            continue
        left, right = max(first - 3, 0), min(last + 3, width - 1)
        beside = [out.crop((x, 0, x + 1, height)) for x in (left, right)]
        from PIL import ImageChops

        free = ImageChops.darker(*beside).point(lambda value: 255 if value > 128 else 0)
        if out is image:
            out = image.copy()
        out.paste(255, (left + 1, 0, right, height), free.resize((right - left - 1, height)))
    return out


def _runs(values: list[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for value in values:
        if out and value - out[-1][1] <= 2:
            out[-1] = (out[-1][0], value)
        else:
            out.append((value, value))
    return out


def straightened(image: Any) -> Any:
    """Turned by the angle at which its lines of text are sharpest."""
    from PIL import Image

    angle = skew(image)
    if abs(angle) < _STEP:
        return image
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def skew(image: Any) -> float:
    """The angle (degrees, counter-clockwise) that makes the lines of a page level."""
    from PIL import Image

    small = image.convert("L")
    small.thumbnail((_SMALL, _SMALL))
    steps = round(_STEEPEST / _STEP)

    def sharpness(angle: float) -> float:
        turned = small.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
        rows = turned.resize((1, turned.size[1]), Image.Resampling.BOX).tobytes()
        return float(sum((a - b) ** 2 for a, b in itertools.pairwise(rows)))

    found = {k * _STEP: sharpness(k * _STEP) for k in range(-steps, steps + 1)}
    best = max(found, key=lambda angle: found[angle])
    return best if found[best] > 1.05 * found[0.0] else 0.0
