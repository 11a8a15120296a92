"""A drawing of a report as a file of its own: within a page it borrows the page's style."""

from __future__ import annotations

import re

_HEAD = re.compile(r'<svg class="picture"([^>]*) viewBox="0 0 ([\d.]+) ([\d.]+)">')
# The rules of templates/style.css that a drawing uses, in the light colours: an LMS shows it on a page that is not ours.
_STYLE = """<style>
.picture { --quiet: #57606a; --edge: #d0d7de; --series-1: #0b62b8; --series-2: #b5430a; --series-3: #1d7a3e;
  --series-4: #7a3fb3; color: #1b1f24; background: #fff; font-family: system-ui, sans-serif; }
.picture text { fill: currentColor; font-size: 12px; }
.picture path, .box, .start { fill: none; }
.cell { fill: currentColor; stroke: currentColor; stroke-opacity: .15; }
.disc { fill: var(--series-1); fill-opacity: .35; stroke: var(--series-1); }
.bars { stroke-width: 1.5; } .bar { fill: var(--series-1); }
.grid { stroke: var(--edge); } .axis { stroke: var(--quiet); }
.curve, .box { stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; } .start { stroke-width: 2; }
</style>"""


def standalone(svg: str) -> str:
    """The drawing with its namespace, its size and its colours."""
    return _HEAD.sub(
        rf'<svg xmlns="http://www.w3.org/2000/svg" class="picture"\1 width="\2" height="\3" viewBox="0 0 \2 \3">{_STYLE}',
        svg,
        count=1,
    )
