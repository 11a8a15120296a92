from __future__ import annotations

from torch import Tensor


def sdpa(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Queries [..., T_q, d_k], keys [..., T_k, d_k], values [..., T_k, d_v]: outputs [..., T_q, d_v] and weights [..., T_q, T_k].

    쿼리 [..., T_q, d_k], 키 [..., T_k, d_k], 값 [..., T_k, d_v]에서 출력 [..., T_q, d_v]와 가중치 [..., T_q, T_k]를 냅니다.
    """
    raise NotImplementedError("Write sdpa: see the handout. / sdpa를 작성하십시오. 안내문을 참고하십시오.")
