from __future__ import annotations


def receptive_field(layers: list[tuple[int, int, int, int]]) -> tuple[int, int, float]:
    """(r, j, start) after layers of (kernel, stride, padding, dilation).

    (커널, stride, padding, dilation)으로 주어진 층들을 지난 뒤의 (r, j, start)를 구합니다.
    """
    raise NotImplementedError("Write receptive_field: see the handout. / receptive_field를 작성하십시오. 안내문을 참고하십시오.")


def stacked(k: int) -> int:
    """How many 3x3 convolutions see as much as one of k x k.

    k x k 합성곱 하나만큼 보려면 3x3 합성곱이 몇 개 필요한지 구합니다.
    """
    raise NotImplementedError("Write stacked: see the handout. / stacked를 작성하십시오. 안내문을 참고하십시오.")
