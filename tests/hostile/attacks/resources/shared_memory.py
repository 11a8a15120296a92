"""Fills /dev/shm, whose pages count against no process.

earns = "nothing"
verdict = "ERROR"

[limits]
output_kb = 16384
"""


def box_iou(a, b):
    for number in range(1000):
        with open(f"/dev/shm/hostile-litter-{number}", "wb") as file:
            file.write(bytes(4 << 20))
