from __future__ import annotations

from torch import Tensor


def cubify(occ: Tensor) -> tuple[Tensor, Tensor]:
    """Vertices [V, 3] and faces [F, 3] of the surface of occupied voxels, bool [D, H, W].

    채워진 복셀(불리언 [D, H, W])의 표면을 이루는 꼭짓점 [V, 3]과 면 [F, 3]을 반환합니다.
    """
    raise NotImplementedError("Write cubify: see the handout. / cubify를 작성하십시오. 안내문을 참고하십시오.")
