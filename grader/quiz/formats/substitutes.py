"""The nearest question for a system that has no ordering or no matching: a choice."""

from __future__ import annotations

from dataclasses import replace

from grader.model import Text
from grader.quiz.formats.items import Form, Item, Option
from grader.quiz.formats.losses import Losses
from grader.quiz.model import LETTERS

_ORDERS = 5  # that are offered, the right one among them


def order_as_choice(item: Item, losses: Losses) -> Item:
    """The items get letters, and the options are orders: the right one, its reverse, and some with two items swapped."""
    losses.say(
        item.group,
        Text(
            "the order became a choice of some orders, without points for a part of it",
            "순서 문항을 몇 가지 순서 중에서 고르는 문항으로 바꾸었고, 부분 점수는 없습니다",
        ),
    )
    shown = sorted(range(len(item.options)), key=lambda place: item.options[place].text)  # tells nothing of the order
    letters = {place: LETTERS[position].upper() for position, place in enumerate(shown)}
    right = list(range(len(item.options)))
    orders = [right, right[::-1]]
    for place in range(len(right) - 1):
        swapped = right.copy()
        swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
        orders.append(swapped)
    texts = dict.fromkeys(", ".join(letters[place] for place in order) for order in orders)
    lines = "\n".join(f"({letters[place]}) {item.options[place].text}" for place in shown)
    options = [Option(text, float(number == 0)) for number, text in enumerate(texts)][:_ORDERS]
    options.sort(key=lambda option: option.text)
    return replace(item, form=Form.SINGLE, text=f"{item.text}\n\n{lines}", options=tuple(options))


def pairs_as_choices(item: Item, losses: Losses) -> Item:
    """The pairs that belong together, and as many that do not, as options to tick."""
    losses.say(
        item.group,
        Text(
            "the matching became pairs to tick, right ones and wrong ones",
            "짝짓기 문항을 옳은 짝과 틀린 짝 중에서 고르는 문항으로 바꾸었습니다",
        ),
    )
    lefts = [left for left, _ in item.pairs if left]
    rights = [right for _, right in item.pairs]
    share = 1.0 / len(lefts)
    options = []
    for place, left in enumerate(lefts):
        options.append(Option(f"{left} — {rights[place]}", share))
        options.append(Option(f"{left} — {rights[(place + 1) % len(rights)]}", -share))
    return replace(item, form=Form.MULTIPLE, options=tuple(options), pairs=())
