from __future__ import annotations

import torch
from torch import Tensor, nn


def build_model() -> nn.Module:
    """A small network that is not trained yet: images [N, 1, 12, 12] (float32) to logits [N, 4] (float32).

    아직 학습하지 않은 작은 신경망을 새로 만들어 반환합니다.
    """
    raise NotImplementedError("Write build_model: see the handout. / build_model을 작성하십시오. 안내문을 참고하십시오.")


def train(model: nn.Module, images: Tensor, labels: Tensor) -> nn.Module | None:
    """Train `model` on `images` [N, 1, 12, 12] (float32) and `labels` [N] (int64, 0 to 3), sorted by class.

    Change `model` itself and return None, or return the trained model. `images` and `labels` stay as they are.

    `model` 자체를 바꾸고 None을 반환하거나, 학습된 모델을 반환합니다. `images`와 `labels`는 그대로 둡니다.
    """
    raise NotImplementedError("Write train: see the handout. / train을 작성하십시오. 안내문을 참고하십시오.")


def practice_data(n: int, seed: int = 0) -> tuple[Tensor, Tensor]:
    """Images and labels like those of the checks, for trying out. The same seed gives the same four patterns.

    검사와 같은 종류의 이미지와 레이블입니다. 시드가 같으면 네 패턴이 같습니다.
    """
    draw = torch.Generator().manual_seed(seed)
    patterns = torch.randn(4, 1, 12, 12, generator=draw)
    for _ in range(2):
        patterns = nn.functional.avg_pool2d(nn.functional.pad(patterns, (1, 1, 1, 1), mode="circular"), 3, stride=1)
    patterns = patterns - patterns.mean(dim=(2, 3), keepdim=True)
    patterns = patterns / patterns.std(dim=(2, 3), keepdim=True)
    labels = torch.arange(n) * 4 // n
    sign = 1.0 - 2.0 * torch.randint(2, (n, 1, 1, 1))
    images = [torch.roll(image, torch.randint(-1, 2, (2,)).tolist(), (1, 2)) for image in sign * patterns[labels]]
    return torch.stack(images) + 0.5 * torch.randn(n, 1, 12, 12), labels
