"""Seeded draws for probes: the same seed gives the reference and the student the same numbers, on every device."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor


class Draw:
    """A source of test data. Every call advances one generator, so the order of calls in a probe matters and a probe
    must not let the student's results decide which draws are made. The numbers come from the CPU's generator and are moved
    to `device` then."""

    def __init__(self, seed: int, device: str = "cpu") -> None:
        self._generator = torch.Generator().manual_seed(seed % 2**63)
        self._device = device

    def normal(self, *shape: int, dtype: torch.dtype = torch.float64) -> Tensor:
        """Standard normal numbers."""
        drawn = torch.randn(shape, generator=self._generator, dtype=torch.float64, device="cpu")
        return drawn.to(self._device, dtype)

    def uniform(self, *shape: int, low: float = 0.0, high: float = 1.0, dtype: torch.dtype = torch.float64) -> Tensor:
        """Uniform numbers in [low, high)."""
        drawn = torch.rand(shape, generator=self._generator, dtype=torch.float64, device="cpu")
        return (low + (high - low) * drawn).to(self._device, dtype)

    def integers(self, *shape: int, low: int = 0, high: int) -> Tensor:
        """Integers in [low, high), int64."""
        return torch.randint(low, high, shape, generator=self._generator, device="cpu").to(self._device)

    def integer(self, low: int, high: int) -> int:
        """One integer in [low, high)."""
        return int(self.integers(low=low, high=high).item())

    def permutation(self, n: int) -> Tensor:
        """The numbers 0 to n-1 in random order, int64[n]."""
        return torch.randperm(n, generator=self._generator, device="cpu").to(self._device)

    def cycle(self, n: int) -> Tensor:
        """A permutation, int64[n], that leaves nothing in its place and, from n = 3 on, is not its own inverse."""
        order = self.permutation(n)
        result = torch.empty_like(order)
        result[order] = order.roll(-1)
        return result

    def seed(self) -> int:
        """A seed for something else that draws: `torch.manual_seed`, a student's own generator."""
        return self.integer(0, 2**31)

    def generator(self) -> torch.Generator:
        """A fresh generator of the device, for functions that take one as an argument."""
        return torch.Generator(self._device).manual_seed(self.seed())

    def parameters(self, shapes: Sequence[tuple[int, ...]], dtype: torch.dtype = torch.float64) -> list[Tensor]:
        """Leaf tensors that require gradients, standard normal."""
        return [self.normal(*shape, dtype=dtype).requires_grad_() for shape in shapes]

    def moderate(self, *shape: int) -> Tensor:
        """Numbers of random sign with magnitude in [.5, 2]. Where such gradients are fed to an optimizer with a tiny
        epsilon, it makes no difference to 1e-12 whether epsilon stands inside or outside the root."""
        sign = 1.0 - 2.0 * self.integers(*shape, high=2).to(torch.float64)
        return sign * self.uniform(*shape, low=0.5, high=2.0)

    def spread(self, *shape: int) -> Tensor:
        """Numbers of random sign whose magnitudes span 1e-3 to 1, a tenth of them exactly zero: gradients that tell
        apart where an epsilon stands."""
        magnitude = torch.exp(self.uniform(*shape, low=math.log(1e-3), high=0.0))
        sign = 1.0 - 2.0 * self.integers(*shape, high=2).to(torch.float64)
        return torch.where(self.uniform(*shape) < 0.1, 0.0, sign * magnitude)

    def labelled_images(self, n: int, channels: int, height: int, width: int, classes: int) -> tuple[Tensor, Tensor]:
        """Images [n, channels, height, width] and their one-hot labels [n, classes], float64. No two pixels are alike, so
        a mixture shows what every one of its pixels, and of its labels, is made of."""
        labels = torch.nn.functional.one_hot(self.integers(n, high=classes), classes).to(torch.float64)
        return self.normal(n, channels, height, width), labels

    def scene(self, height: int, width: int, objects: int = 3, channels: int = 3) -> tuple[Tensor, Tensor, Tensor]:
        """An image [channels, height, width], float64, with the boxes (x1, y1, x2, y2) of its objects [objects, 4], float64,
        and their masks [objects, height, width], bool. Each box is the smallest around its mask: its edges are those of
        pixels, so x2 and y2 are one more than the last column and row."""
        masks = torch.zeros(objects, height, width, dtype=torch.bool, device=self._device)
        boxes = torch.zeros(objects, 4, dtype=torch.float64, device=self._device)
        for mask, box in zip(masks, boxes, strict=True):
            y1, x1 = self.integer(0, height - 2), self.integer(0, width - 2)
            y2, x2 = self.integer(y1 + 2, height + 1), self.integer(x1 + 2, width + 1)
            inside = self.uniform(y2 - y1, x2 - x1) < 0.5
            inside.fill_diagonal_(True)
            inside[0, 0] = inside[-1, -1] = True  # the box touches what it is around, on all four sides
            mask[y1:y2, x1:x2] = inside
            box.copy_(torch.tensor([x1, y1, x2, y2]))
        return self.normal(channels, height, width), boxes, masks

    def boxes(self, n: int, size: float = 100.0, dtype: torch.dtype = torch.float64) -> Tensor:
        """Boxes (x1, y1, x2, y2) of positive area within [0, size]^2, without equal coordinates: [n, 4]."""
        centre, half = (
            self.uniform(n, 2, low=0.2 * size, high=0.8 * size),
            self.uniform(n, 2, low=0.02, high=0.2) * size,
        )
        return torch.cat([centre - half, centre + half], dim=1).to(dtype)
