from grader.checks import check, close, derived
from grader.checks.detection import finds, precision_picture, scene_picture, steadiness
from grader.checks.detectors import alone_and_together, finds_drawn, finds_new
from grader.checks.scenes import objects


@check(finds(0.2), picture=scene_picture)
def finds_objects(impl, draw):
    return finds_drawn(impl.SPPNet, draw, 100, 50, classes=draw.integer(2, 5), proposals=40)


@check(derived(steadiness, close(atol=0.05)))
def finds_the_same_in_each_image_alone(impl, draw):
    return alone_and_together(impl.SPPNet, draw, 16, 5, proposals=40)


@check(finds(0.2), given=objects(100, 50, proposals=40), picture=precision_picture)
def finds_objects_in_unseen_scenes(impl, draw, given):
    return finds_new(impl.SPPNet, draw, given)
