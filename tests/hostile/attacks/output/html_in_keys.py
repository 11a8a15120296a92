"""Returns a structure whose keys and strings are HTML; they appear in messages about what was expected.

earns = "nothing"
verdict = "FAIL"
"""


def box_iou(a, b):
    return {"<script>alert(1)</script>": "<img src=x onerror=alert(1)>", "`</code><b>": ["\x1b[31m"] * 9}
