from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn


class Autoencoder(nn.Module):
    """Copies x [N, dims[0]] through a code [N, dims[-1]].

    x [N, dims[0]]를 코드 [N, dims[-1]]를 거쳐 복사합니다.
    """

    def __init__(self, dims: Sequence[int]) -> None:
        super().__init__()
        raise NotImplementedError("Write Autoencoder: see the handout. / Autoencoder를 작성하십시오. 안내문을 참고하십시오.")

    def encode(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write encode: see the handout. / encode를 작성하십시오. 안내문을 참고하십시오.")

    def decode(self, z: Tensor) -> Tensor:
        raise NotImplementedError("Write decode: see the handout. / decode를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")
