"""The head of the region proposal network (Ren et al., arXiv 1506.01497, section 3.1): a 3x3 convolution slides over the feature
map, and two sibling 1x1 convolutions say of each anchor at each pixel whether it is an object, and how to move it."""

from __future__ import annotations

from torch import Tensor, nn


class RPNHead(nn.Module):
    """Feature maps [N, c_in, h, w] to scores [N, 2 A, h, w] (`cls` "2way") or [N, A, h, w] ("sigmoid"), and corrections
    [N, 4 A, h, w]."""

    def __init__(self, c_in: int = 512, num_anchors: int = 9, mid: int = 512, cls: str = "2way") -> None:
        super().__init__()
        self.window = nn.Conv2d(c_in, mid, 3, padding=1)
        self.cls = nn.Conv2d(mid, num_anchors * {"2way": 2, "sigmoid": 1}[cls], 1)
        self.reg = nn.Conv2d(mid, num_anchors * 4, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        x = self.window(x).relu()
        return self.cls(x), self.reg(x)
