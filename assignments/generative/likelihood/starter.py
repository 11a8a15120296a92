from __future__ import annotations

from torch import Tensor


def gaussian_mle(x: Tensor) -> tuple[Tensor, Tensor]:
    """The mean and the variance of the likeliest Gaussian, along axis 0: [N, ...] to two tensors [...].

    가능도가 가장 큰 가우시안의 평균과 분산을 0번 축을 따라 구합니다. [N, ...]에서 [...] 두 개로.
    """
    raise NotImplementedError("Write gaussian_mle: see the handout. / gaussian_mle을 작성하십시오. 안내문을 참고하십시오.")


def bernoulli_mle(x: Tensor) -> Tensor:
    """The likeliest probability of 1, along axis 0: zeros and ones [N, ...] to [...].

    1이 나올 확률 중 가능도가 가장 큰 값을 0번 축을 따라 구합니다. 0과 1로 된 [N, ...]에서 [...]로.
    """
    raise NotImplementedError("Write bernoulli_mle: see the handout. / bernoulli_mle을 작성하십시오. 안내문을 참고하십시오.")


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """KL(p || q) of probabilities [..., K], in nats: [...].

    확률 [..., K]의 KL(p || q)를 내트 단위로 구합니다. 결과는 [...].
    """
    raise NotImplementedError("Write kl_categorical: see the handout. / kl_categorical을 작성하십시오. 안내문을 참고하십시오.")


def kl_gauss(mu: Tensor, logvar: Tensor) -> Tensor:
    """KL(N(mu, diag exp(logvar)) || N(0, I)) of [..., Z], in nats: [...].

    [..., Z]의 KL(N(mu, diag exp(logvar)) || N(0, I))를 내트 단위로 구합니다. 결과는 [...].
    """
    raise NotImplementedError("Write kl_gauss: see the handout. / kl_gauss를 작성하십시오. 안내문을 참고하십시오.")
