from __future__ import annotations

import torch
from torch import Tensor


def assign(
    anchors: Tensor, gt: Tensor, hi: float = 0.7, lo: float = 0.3, force_best: bool = True
) -> tuple[Tensor, Tensor]:
    """Labels of anchors [A, 4] beside boxes [G, 4]: 1, 0 or -1 for each, and the box that each matches best.

    박스 [G, 4]에 대한 앵커 [A, 4]의 레이블(1, 0, -1)과, 앵커마다 가장 잘 맞는 박스의 번호를 반환합니다.
    """
    raise NotImplementedError("Write assign: see the handout. / assign을 작성하십시오. 안내문을 참고하십시오.")


def sample(labels: Tensor, size: int = 256, positive: float = 0.5, generator: torch.Generator | None = None) -> Tensor:
    """Indices of the anchors that train: at most `positive` * `size` positives, and negatives for the rest.

    학습에 쓸 앵커의 번호를 반환합니다. 양성은 많아야 `positive` * `size`개이고 나머지는 음성입니다.
    """
    raise NotImplementedError("Write sample: see the handout. / sample을 작성하십시오. 안내문을 참고하십시오.")
