from __future__ import annotations

from torch import Tensor


def propose(
    scores: Tensor,
    deltas: Tensor,
    anchors: Tensor,
    im_size: tuple[int, int],
    pre: int = 6000,
    post: int = 300,
    thr: float = 0.7,
    min_size: float = 1e-3,
) -> tuple[Tensor, Tensor]:
    """Proposals, boxes [n, 4] and scores [n], from scores [A] and corrections [A, 4] of anchors [A, 4].

    앵커 [A, 4]의 점수 [A]와 보정 [A, 4]에서 후보 박스 [n, 4]와 점수 [n]를 만듭니다.
    """
    raise NotImplementedError("Write propose: see the handout. / propose를 작성하십시오. 안내문을 참고하십시오.")
