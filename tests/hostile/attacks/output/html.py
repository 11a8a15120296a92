"""Prints and raises what browsers run, and what templates evaluate.

earns = "nothing"
verdict = "ERROR"
"""


class Evil(Exception):
    pass


Evil.__name__ = Evil.__qualname__ = "<script>alert(1)</script>"


def box_iou(a, b):
    text = """</pre></code>--><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% include '/etc/passwd' %}
    <a href="javascript:alert(1)">' " onmouseover=alert(1) ]]></style></textarea><svg/onload=alert(1)>"""
    print(text)
    raise Evil(text)
