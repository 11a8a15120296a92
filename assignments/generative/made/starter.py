from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn


def made_masks(D: int, hidden: Sequence[int], degrees: Sequence[Tensor] | None = None) -> list[Tensor]:
    """The masks [outputs, inputs] of the len(hidden) + 1 layers from D inputs to D outputs.

    입력 D개에서 출력 D개까지 층 len(hidden) + 1개의 마스크 [출력, 입력]입니다.
    """
    raise NotImplementedError("Write made_masks: see the handout. / made_masks를 작성하십시오. 안내문을 참고하십시오.")


class MADE(nn.Module):
    """Bits [N, D] to logits [N, D]; the logit of a bit depends on the bits before it alone.

    비트 [N, D]에서 로짓 [N, D]를 냅니다. 한 비트의 로짓은 앞의 비트에만 의존합니다.
    """

    def __init__(self, D: int, hidden: Sequence[int], degrees: Sequence[Tensor] | None = None) -> None:
        super().__init__()
        raise NotImplementedError("Write MADE: see the handout. / MADE를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")
