from __future__ import annotations

from torch import Tensor


class AdaBoost:
    """T rounds of AdaBoost with stumps: alphas, weights_history. / 스텀프를 쓰는 AdaBoost T라운드."""

    def __init__(self, T: int) -> None:
        raise NotImplementedError("Write AdaBoost: see the handout. / AdaBoost를 작성하십시오. 안내문을 참고하십시오.")

    def fit(self, X: Tensor, y: Tensor):
        raise NotImplementedError("Write fit: see the handout. / fit을 작성하십시오. 안내문을 참고하십시오.")

    def predict(self, X: Tensor) -> Tensor:
        raise NotImplementedError("Write predict: see the handout. / predict를 작성하십시오. 안내문을 참고하십시오.")


class GradientBoost:
    """T regression stumps on the residuals, each times lr. / 잔차에 맞춘 회귀 스텀프 T개, 각각 lr을 곱합니다."""

    def __init__(self, T: int, lr: float) -> None:
        raise NotImplementedError(
            "Write GradientBoost: see the handout. / GradientBoost를 작성하십시오. 안내문을 참고하십시오."
        )

    def fit(self, X: Tensor, y: Tensor):
        raise NotImplementedError("Write fit: see the handout. / fit을 작성하십시오. 안내문을 참고하십시오.")

    def predict(self, X: Tensor) -> Tensor:
        raise NotImplementedError("Write predict: see the handout. / predict를 작성하십시오. 안내문을 참고하십시오.")
