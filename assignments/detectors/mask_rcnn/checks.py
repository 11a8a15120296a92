from grader.checks import check, close, derived
from grader.checks.detection import finds, precision_picture, scene_picture, steadiness
from grader.checks.detectors import alone_and_together, finds_drawn, finds_new
from grader.checks.scenes import objects


@check(finds(0.18, iou=0.6), picture=scene_picture)
def finds_objects(impl, draw):
    return finds_drawn(impl.MaskRCNN, draw, 100, 50, classes=4, masks=True)


@check(derived(steadiness, close(atol=0.05)))
def finds_the_same_in_each_image_alone(impl, draw):
    return alone_and_together(impl.MaskRCNN, draw, 16, 5, masks=True)


@check(finds(0.18, iou=0.6), given=objects(100, 50, classes=4, masks=True), picture=precision_picture)
def finds_objects_in_unseen_scenes(impl, draw, given):
    return finds_new(impl.MaskRCNN, draw, given, masks=True)
