"""What every grader here asserts about a submission; each calls these functions from tests in its own form."""

import torch
from expected_adam import Adam as ExpectedAdam

torch.set_num_threads(1)


def known_boxes(box_iou):
    a = torch.tensor([[0.0, 0, 2, 2], [1, 1, 5, 3]], dtype=torch.float64)
    b = torch.tensor([[1.0, 1, 3, 3], [2, 0, 4, 2], [0, 0, 2, 2]], dtype=torch.float64)
    expected = torch.tensor([[1 / 7, 0, 1], [0.5, 0.2, 1 / 11]], dtype=torch.float64)
    torch.testing.assert_close(box_iou(a, b), expected, atol=1e-6, rtol=0)


def random_boxes(box_iou):
    torch.manual_seed(0)
    corner = 10 * torch.rand(2, 8, 2, dtype=torch.float64)
    a, b = torch.cat([corner, corner + 5], dim=2)
    result = box_iou(a, b)
    torch.testing.assert_close(result, box_iou(b, a).T)
    assert ((result >= 0) & (result <= 1)).all()


def twenty_steps(Adam, **options):
    torch.manual_seed(0)
    start = torch.randn(5, 3, dtype=torch.float64)
    one, other = start.clone().requires_grad_(), start.clone().requires_grad_()
    first, second = Adam([one], lr=0.02, **options), ExpectedAdam([other], lr=0.02, **options)
    for _ in range(20):
        one.grad = torch.randn_like(start)
        other.grad = one.grad.clone()
        first.step()
        second.step()
    torch.testing.assert_close(one, other, atol=1e-6, rtol=0)
