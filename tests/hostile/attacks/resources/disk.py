"""Fills /tmp.

earns = "nothing"
verdict = "ERROR"

[limits]
output_kb = 16384
"""


def box_iou(a, b):
    for number in range(1000):
        with open(f"/tmp/hostile-litter-{number}", "wb") as file:
            file.write(bytes(8 << 20))
