from __future__ import annotations

from torch import Tensor, nn


class GraphConv(nn.Module):
    """A convolution over the edges of a mesh: features [V, d_in] to [V, d_out].

    메시의 변을 따라 하는 합성곱: 특징 [V, d_in]에서 [V, d_out]으로.
    """

    def __init__(self, d_in: int, d_out: int) -> None:
        super().__init__()
        raise NotImplementedError(
            "Write GraphConv: see the handout. / GraphConv를 작성하십시오. 안내문을 참고하십시오."
        )

    def forward(self, verts: Tensor, edges: Tensor) -> Tensor:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")


def chamfer(P: Tensor, Q: Tensor, squared: bool = True, reduce: str = "mean") -> Tensor:
    """The chamfer distance of two point clouds P [n, 3] and Q [m, 3]: a 0-d tensor.

    두 점 집합 P [n, 3]와 Q [m, 3]의 챔퍼 거리: 0차원 텐서.
    """
    raise NotImplementedError("Write chamfer: see the handout. / chamfer를 작성하십시오. 안내문을 참고하십시오.")
