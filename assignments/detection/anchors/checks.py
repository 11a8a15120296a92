from grader.checks import check, close
from grader.checks.pictures import boxes_picture
from grader.model import Text


def sizes(draw, n, low, high):
    """Different numbers in ascending order."""
    step = (high - low) / n
    return [round(low + step * (i + float(draw.uniform(low=0.1, high=0.9))), 2) for i in range(n)]


@check(close(atol=1e-2), picture=boxes_picture("default", title=Text("Anchors around a pixel", "한 픽셀 둘레의 앵커")))
def makes_nine_anchors(impl, draw):
    scales, ratios = sizes(draw, 3, 20, 300), sizes(draw, 3, 0.3, 4.0)
    return {"default": impl.make_anchors(), "others": impl.make_anchors(scales, ratios)}


@check(close(atol=1e-2))
def puts_them_on_a_grid(impl, draw):
    h, w, stride = draw.integer(2, 4), draw.integer(4, 6), draw.integer(17, 90)
    return {"stride 16": impl.grid_anchors(h, w, 16), "another stride": impl.grid_anchors(w, h, stride=stride)}


@check(close(atol=1e-2))
def takes_other_scales_and_ratios(impl, draw):
    scales, ratios = sizes(draw, 2, 20, 300), sizes(draw, 4, 0.3, 4.0)
    return {
        "cell": impl.make_anchors(scales, ratios),
        "one of each": impl.make_anchors(scales[:1], ratios[-1:]),
        "grid": impl.grid_anchors(3, 2, 8, tuple(scales), tuple(ratios)),
        "grid of one scale": impl.grid_anchors(2, 3, 8, scales=[scales[1]], ratios=ratios[:2]),
    }


@check(close(atol=1e-2))
def takes_any_map(impl, draw):
    stride = draw.integer(5, 40)
    return {
        "a row": impl.grid_anchors(1, 5, stride),
        "a column": impl.grid_anchors(5, 1, stride),
        "a pixel": impl.grid_anchors(1, 1, stride),
        "half a stride": impl.grid_anchors(2, 2, stride + 0.5),
    }
