import math

from grader.quiz import Drawn


def how_many(rng, reference):
    while True:
        width, height = rng.randrange(320, 1300, 20), rng.randrange(240, 1000, 20)
        stride = rng.choice([8, 16, 32])
        scales, ratios = rng.choice([2, 3, 4, 5]), rng.choice([2, 3, 4, 5])
        if width % stride and height % stride and scales * ratios != scales + ratios:
            break
    h, w, each = math.ceil(height / stride), math.ceil(width / stride), scales * ratios
    values = {"width": width, "height": height, "stride": stride, "scales": scales, "ratios": ratios, "each": each}
    mistakes = {
        "scales_and_ratios_added": h * w * (scales + ratios),
        "at_each_pixel_of_the_image": height * width * each,
        "one_at_each_pixel": h * w,
        "rounded_down": (height // stride) * (width // stride) * each,
    }
    if len({h * w * each, *mistakes.values()}) < 5:
        del mistakes["rounded_down"]
    return Drawn(values | {"h": h, "w": w, "answer": h * w * each}, h * w * each, mistakes)


def place(rng, reference):
    while True:
        stride, scale = rng.choice([8, 16, 32]), rng.choice([32, 48, 64, 80, 96])
        root = rng.choice([2, 4])
        tall = rng.choice([True, False])
        w, h = (scale // root, scale * root) if tall else (scale * root, scale // root)
        row, column = rng.randint(2, 30), rng.randint(2, 30)
        x, y = column * stride, row * stride
        if row == column or min(x, y) < max(w, h) or max(x, y) > 900:
            continue
        module = reference("detection/anchors")
        ratio = root**2 if tall else 1 / root**2
        (box,) = module.make_anchors((scale,), (ratio,)).round().int().tolist()
        answer = tuple(side + at for side, at in zip(box, (x, y, x, y), strict=True))
        mistakes = {
            "rows_and_columns_swapped": _around(y, x, w, h),
            "ratio_is_width_to_height": _around(x, y, h, w),
            "starts_at_the_pixel": (x, y, x + w, y + h),
            "half_sizes_forgotten": _around(x, y, 2 * w, 2 * h),
        }
        if len({answer, *mistakes.values()}) == 5 and w % 2 == h % 2 == 0:
            break
    told = str(root**2) if tall else f"1/{root**2}"
    values = {"stride": stride, "scale": scale, "ratio": told, "row": row, "column": column, "answer": answer}
    return Drawn(values | {"w": w, "h": h, "x": x, "y": y}, answer, mistakes)


def side(rng, reference):
    scale, ratio = rng.choice([32, 64, 100, 120, 150, 200, 240, 300, 400]), rng.choice([0.4, 0.6, 1.5, 2.5, 3, 5])
    tall = rng.choice([True, False])
    box = reference("detection/anchors").make_anchors((scale,), (ratio,))[0]
    w, h = (box[2:] - box[:2]).tolist()
    which = {"which_en": "height", "which_ko": "높이"} if tall else {"which_en": "width", "which_ko": "너비"}
    answer, other = (h, w) if tall else (w, h)
    no_root = scale * ratio if tall else scale / ratio
    return Drawn(
        which | {"scale": scale, "ratio": ratio, "answer": answer},
        answer,
        {"no_root": no_root, "the_other_side": other},
    )


def _around(x, y, w, h):
    return x - w // 2, y - h // 2, x + w // 2, y + h // 2
