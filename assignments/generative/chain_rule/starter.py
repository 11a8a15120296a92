from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor


def n_params(kind: str, K: int, n: int, order: int = 1) -> int:
    """The number of free parameters of p(x_1, ..., x_n), each x_i one of K values: kind 'full', 'independent' or 'markov'.

    각 x_i의 값이 K가지인 p(x_1, ..., x_n)의 자유 매개변수 수. kind는 'full', 'independent', 'markov' 중 하나입니다.
    """
    raise NotImplementedError("Write n_params: see the handout. / n_params를 작성하십시오. 안내문을 참고하십시오.")


def joint_from_conditionals(tables: Sequence[Tensor]) -> Tensor:
    """The joint distribution [K, ..., K] (n axes) from n tables of conditional probabilities.

    조건부 확률표 n개에서 결합 분포 [K, ..., K](축 n개)를 만듭니다.
    """
    raise NotImplementedError(
        "Write joint_from_conditionals: see the handout. / joint_from_conditionals를 작성하십시오. 안내문을 참고하십시오."
    )


def fit_markov(seq: Tensor, K: int) -> Tensor:
    """Transition probabilities [K, K] of the likeliest Markov chain, from a sequence of symbols, int64 [T].

    기호열 int64 [T]에서 가능도가 가장 큰 마르코프 연쇄의 전이 확률 [K, K]를 구합니다.
    """
    raise NotImplementedError("Write fit_markov: see the handout. / fit_markov를 작성하십시오. 안내문을 참고하십시오.")
