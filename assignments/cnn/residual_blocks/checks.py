import copy

import torch

from grader.checks import check, close, count, layers
from grader.checks.pictures import accuracy_picture
from grader.checks.training import images, learns, trained


def both_modes(module, x):
    """Forward and backward with the statistics of the norms, one smaller image, then with those of the batch."""
    layers.fill(module, x)
    evaluated = layers.forward_and_gradients(module.eval(), x)
    with torch.no_grad():
        smaller = module(x[:1, :, 1:].clone())
    module.zero_grad(set_to_none=True)
    trained = layers.forward_and_gradients(module.train(), x)
    return {"evaluation": evaluated, "one_smaller_image": smaller, "training": trained}


def zeroed(module):
    with torch.no_grad():
        for param in module.double().parameters():
            param.zero_()
    return module.eval()


@check(count())
def has_as_many_parameters(impl, draw):
    ci, co, mid = (draw.integer(16, 64) for _ in range(3))
    blocks = [
        impl.BasicBlock(ci, ci),
        impl.BasicBlock(ci, co, 2),
        impl.Bottleneck(4 * mid, mid),
        impl.Bottleneck(mid, mid),
        impl.Bottleneck(4 * mid, 2 * mid, 2, "1x1"),
    ]
    return [shape for block in blocks for shape in layers.parameter_shapes(block)]


@check(close(atol=1e-6, rtol=1e-6))
def basic_block_adds_the_input(impl, draw):
    return both_modes(impl.BasicBlock(6, 6), draw.normal(3, 6, 8, 8))


@check(close(atol=1e-6, rtol=1e-6))
def basic_block_projects_where_the_shape_changes(impl, draw):
    return {
        "stride": both_modes(impl.BasicBlock(6, 10, 2), draw.normal(3, 6, 8, 10)),
        "odd_size": both_modes(impl.BasicBlock(5, 5, stride=2, shortcut="B"), draw.normal(3, 5, 7, 9)),
        "channels": both_modes(impl.BasicBlock(4, 7), draw.normal(3, 4, 6, 6)),
        "stride_3": both_modes(impl.BasicBlock(4, 6, 3), draw.normal(3, 4, 8, 10)),
    }


@check(close(atol=1e-6, rtol=1e-6))
def bottleneck_strides_on_the_3x3(impl, draw):
    return {
        "identity": both_modes(impl.Bottleneck(16, 4), draw.normal(2, 16, 5, 4)),
        "channels": both_modes(impl.Bottleneck(6, 4), draw.normal(2, 6, 5, 6)),
        "stride": both_modes(impl.Bottleneck(16, 5, 2), draw.normal(2, 16, 6, 5)),
        "stride_alone": both_modes(impl.Bottleneck(16, 4, stride=2, stride_on="3x3"), draw.normal(2, 16, 6, 6)),
    }


@check(close(atol=1e-6, rtol=1e-6))
def bottleneck_strides_on_the_1x1(impl, draw):
    return both_modes(impl.Bottleneck(12, 5, stride=2, stride_on="1x1"), draw.normal(3, 12, 8, 7))


@check(close(atol=1e-6, rtol=1e-6))
def shortcut_a_pads_with_zeros(impl, draw):
    return {
        "same_shape": both_modes(impl.BasicBlock(5, 5, shortcut="A"), draw.normal(3, 5, 6, 6)),
        "basic": both_modes(impl.BasicBlock(5, 9, stride=2, shortcut="A"), draw.normal(3, 5, 8, 7)),
        "bottleneck": both_modes(impl.Bottleneck(6, 3, stride=2, shortcut="A"), draw.normal(3, 6, 8, 8)),
        "stride_alone": both_modes(impl.BasicBlock(5, 5, stride=2, shortcut="A"), draw.normal(3, 5, 8, 8)),
        "channels_alone": both_modes(impl.BasicBlock(5, 8, shortcut="A"), draw.normal(3, 5, 6, 6)),
        "stride_3": both_modes(impl.BasicBlock(4, 6, stride=3, shortcut="A"), draw.normal(3, 4, 8, 10)),
    }


@check(close(atol=1e-6, rtol=1e-6))
def shortcut_c_projects_always(impl, draw):
    return {
        "basic": both_modes(impl.BasicBlock(5, 5, shortcut="C"), draw.normal(3, 5, 6, 6)),
        "bottleneck": both_modes(impl.Bottleneck(12, 3, shortcut="C"), draw.normal(3, 12, 6, 6)),
    }


@check(close(atol=1e-9))
def is_relu_when_all_weights_are_zero(impl, draw):
    x, wide = draw.normal(2, 6, 5, 5), draw.normal(2, 16, 5, 5)
    return {
        "basic": zeroed(impl.BasicBlock(6, 6))(x),
        "bottleneck": zeroed(impl.Bottleneck(16, 4))(wide),
        "padded": zeroed(impl.BasicBlock(6, 8, stride=2, shortcut="A"))(x),
        "projected": zeroed(impl.BasicBlock(6, 8, stride=2))(x),
        "inputs after all calls": [x, wide],
    }


@check(close(atol=1e-6, rtol=1e-6))
def keeps_running_statistics(impl, draw):
    blocks = {
        "basic": (impl.BasicBlock(6, 6), draw.normal(3, 6, 8, 8)),
        "bottleneck": (impl.Bottleneck(16, 4), draw.normal(2, 16, 5, 4)),
    }
    result = {}
    for name, (block, x) in blocks.items():
        layers.fill(block, x).train()(x.clone())
        result[f"{name}_in_evaluation_after_training"] = block.eval()(x.clone())
    return result


@check(close(atol=1e-6, rtol=1e-6))
def has_layers_of_its_own(impl, draw):
    narrow, wide = draw.normal(2, 4, 7, 6), draw.normal(2, 12, 7, 6)
    makers = {
        "basic": (lambda: impl.BasicBlock(4, 6, 2), narrow),
        "bottleneck": (lambda: impl.Bottleneck(12, 4), wide),
        "padded": (lambda: impl.BasicBlock(4, 6, 2, "A"), narrow),
    }
    result = {}
    for name, (make, x) in makers.items():
        first, second = layers.fill(make(), x), make()
        others = {"second_block": layers.fill(second, x), "copy": layers.fill(copy.deepcopy(first), x)}
        zeroed(first)
        result |= {f"{other}_{name}_when_all_of_the_first_is_zero": block.eval()(x) for other, block in others.items()}
    return result


def small(impl):
    class Small(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.last = torch.nn.Conv2d(3, 8, 3, padding=1), torch.nn.Linear(32, 4)
            self.inner = torch.nn.Sequential(impl.BasicBlock(8, 16, 2), impl.Bottleneck(16, 8, 2))

        def forward(self, x):
            return self.last(self.inner(self.first(x)).mean(dim=(2, 3)))

    return Small()


@check(learns(), given=images(320, 200), picture=accuracy_picture("new", "new_labels"))
def residual_blocks_learn(impl, draw, given):
    return trained(small(impl), draw, given, steps=60, lr=8e-3)
