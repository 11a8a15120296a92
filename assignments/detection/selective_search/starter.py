from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor


def hier_group(
    sizes: Tensor,
    hists: Tensor,
    boxes: Tensor,
    adjacency: Tensor,
    im_size: int,
    weights: Sequence[float] = (1.0, 1.0, 1.0),
) -> Tensor:
    """The boxes [m, 4] of all regions that hierarchical grouping goes through.

    계층적 묶기에서 나오는 모든 영역의 박스 [m, 4]를 반환합니다.
    """
    raise NotImplementedError("Write hier_group: see the handout. / hier_group을 작성하십시오. 안내문을 참고하십시오.")
