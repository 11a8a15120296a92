"""The receptive field of a stack of layers (Dumoulin, Visin, arXiv 1603.07285; Araujo, Norris, Sim, Distill 2019).

    r <- r + d (k - 1) j,    start <- start + (d (k - 1) / 2 - p) j,    j <- j s

r is how many input pixels one output pixel sees in one direction, j how far apart the fields of neighbours are, and start the
centre of the field of the first output pixel, where input pixel 0 reaches from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable


def receptive_field(layers: Iterable[tuple[int, int, int, int]]) -> tuple[int, int, float]:
    """(r, j, start) after `layers`, each (kernel k, stride s, padding p, dilation d): convolutions and poolings alike. The size
    of the image plays no part: a field may be larger. Without layers it is (1, 1, 0.5).
    """
    r, j, start = 1, 1, 0.5
    for k, s, p, d in layers:
        r += d * (k - 1) * j
        start += (d * (k - 1) / 2 - p) * j
        j *= s
    return r, j, start


def stacked(k: int) -> int:
    """How many 3x3 convolutions with stride 1 see as much as one of k x k, for odd k >= 3. Raises ValueError for other k."""
    if k < 3 or k % 2 == 0:
        raise ValueError(f"no number of 3x3 convolutions sees {k} pixels")
    return (k - 1) // 2
