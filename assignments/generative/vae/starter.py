from __future__ import annotations

from torch import Tensor, nn


def reparameterize(mu: Tensor, logvar: Tensor, eps: Tensor) -> Tensor:
    """A sample of N(mu, diag exp(logvar)) made of the noise eps of N(0, I).

    N(0, I)의 잡음 eps로 만든 N(mu, diag exp(logvar))의 표본입니다.
    """
    raise NotImplementedError("Write reparameterize: see the handout. / reparameterize를 작성하십시오. 안내문을 참고하십시오.")


def elbo(x: Tensor, logits: Tensor, mu: Tensor, logvar: Tensor) -> Tensor:
    """The lower bound, to be maximised: summed over D and Z, the mean over the batch, 0-d.

    최대화할 하한: D와 Z에 대해서는 합, 배치에 대해서는 평균이며 0차원입니다.
    """
    raise NotImplementedError("Write elbo: see the handout. / elbo를 작성하십시오. 안내문을 참고하십시오.")


class VAE(nn.Module):
    """x [N, D] to (logits [N, D], mu [N, Z], logvar [N, Z]).

    x [N, D]에서 (logits [N, D], mu [N, Z], logvar [N, Z])를 냅니다.
    """

    def __init__(self, D: int, H: int, Z: int) -> None:
        super().__init__()
        raise NotImplementedError("Write VAE: see the handout. / VAE를 작성하십시오. 안내문을 참고하십시오.")

    def decode(self, z: Tensor) -> Tensor:
        raise NotImplementedError("Write decode: see the handout. / decode를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")
