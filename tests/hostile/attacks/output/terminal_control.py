"""Prints and raises what moves cursors, recolours terminals, renames windows and turns text round.

earns = "nothing"
verdict = "ERROR"
"""


def box_iou(a, b):
    text = "\x1b[2J\x1b[31m\x1b]0;title\x07\x1bP\x9b31m\b\b\b\r\0\u202eSSAP\u2066\u200b\ud800\ufeff"
    print(text)
    raise ValueError(text)
