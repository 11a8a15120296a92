"""A question and a seed → a variant: what a student is asked, and the key to it.

All draws come from one `random.Random`, so that the same seed gives the same variant on every machine.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from grader.catalog import reference_file
from grader.errors import TaskDefect
from grader.jsonable import to_json
from grader.model import LANGUAGES, Language, Text
from grader.quiz import figures
from grader.quiz.bank import module_file, tolerance_of
from grader.quiz.model import BLANK, LETTERS, Asked, Choice, Drawn, Key, Kind, Mistake, Option, Question, Variant

RIGHT = "right"  # what a right option is called, beside the names of mistakes


class Maker:
    """Makes the variants of a course's questions. Topics' modules, and the references that they ask for, are loaded once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._modules: dict[Path, ModuleType | None] = {}

    def variant(self, question: Question, seed: int) -> Variant:
        """Raises TaskDefect where the question's own files are wrong."""
        rng = random.Random(f"{seed} {question.name}")
        drawn = self._drawn(question, rng)
        texts = _Texts(question, drawn)
        try:
            asked, key = _KINDS[question.kind](question, texts, rng)
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
            why = f"{type(error).__name__}: {error}"
            raise TaskDefect(f"{question.name}, seed {seed}: {why}") from error
        picture = drawn.figure if drawn is not None else None
        if picture is not None:
            asked = replace(asked, figure=figures.drawing(picture), figure_in_words=figures.in_words(picture))
        digest = hashlib.blake2b(json.dumps([str(seed), to_json(asked)]).encode(), digest_size=8)
        return Variant(replace(asked, variant=digest.hexdigest()), key)

    def draws(self, question: Question) -> bool:
        """Whether the question has a function of its name, which draws its variants."""
        return self._function(question) is not None

    def _function(self, question: Question) -> Callable[..., Drawn] | None:
        module = self._module(module_file(self._root, question.unit, question.topic))
        found = getattr(module, question.id, None)
        if not isinstance(found, FunctionType) or module is None or found.__module__ != module.__name__:
            return None  # a name that the module imports is no function of the question
        return found

    def _drawn(self, question: Question, rng: random.Random) -> Drawn | None:
        function = self._function(question)
        if function is None:
            return None
        try:
            drawn = function(rng, self._reference)
        except Exception as error:
            raise TaskDefect(f"{question.name}: its function fails: {type(error).__name__}: {error}") from error
        if not isinstance(drawn, Drawn):
            raise TaskDefect(f"{question.name}: its function gives a {type(drawn).__name__}, not a Drawn")
        return drawn

    def _module(self, path: Path) -> ModuleType | None:
        """The module beside a topic's file; None where there is none."""
        if path not in self._modules:
            self._modules[path] = _loaded(path, path.stat().st_mtime_ns) if path.is_file() else None
        return self._modules[path]

    def _reference(self, name: str) -> ModuleType:
        path = reference_file(self._root, name)
        if not path.is_file():
            raise TaskDefect(f"there is no reference {name}")
        return _loaded(path, path.stat().st_mtime_ns)


@cache
def _loaded(path: Path, changed: int) -> ModuleType:
    """The module in a file, as it was when it changed last."""
    name = f"_quiz_{hashlib.blake2b(f'{path} {changed}'.encode(), digest_size=6).hexdigest()}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise TaskDefect(f"{path}: {type(error).__name__}: {error}") from error
    return module


# --- texts -----------------------------------------------------------------------------------------------------------


class _Texts:
    """The texts of a question with the values that were drawn for one student."""

    def __init__(self, question: Question, drawn: Drawn | None) -> None:
        self._question, self.drawn = question, drawn

    def __call__(self, text: Text) -> Text:
        if self.drawn is None:
            return text
        try:
            return Text(*(self._filled(text.get(language), language) for language in LANGUAGES))
        except (KeyError, IndexError, ValueError, TypeError, AttributeError) as error:
            why = f"{type(error).__name__}: {error}"
            raise TaskDefect(f"{self._question.name}: its text cannot be filled in ({why}): {text.en}") from error

    def _filled(self, text: str, language: Language) -> str:
        assert self.drawn is not None
        return text.format_map({name: _spoken(value, language) for name, value in self.drawn.values.items()})

    @property
    def answer(self) -> Any:
        computed = self.drawn.answer if self.drawn is not None else None
        found = self._question.answer if computed is None else computed
        if found is None:
            raise TaskDefect(f"{self._question.name} has no answer")
        return found

    @property
    def mistakes(self) -> list[tuple[Option, Any]]:
        """The mistakes of a computed question that apply, each with the answer that it leads to."""
        known = {mistake.name: mistake for mistake in self._question.mistakes}
        if self.drawn is None:
            return [(mistake, mistake.value) for mistake in known.values() if mistake.value is not None]
        if unknown := sorted(self.drawn.mistakes.keys() - known.keys()):
            raise TaskDefect(f"{self._question.name}: its function draws the mistake {unknown[0]!r}, which has no text")
        return [(known[name], value) for name, value in self.drawn.mistakes.items() if value is not None]


def _spoken(value: Any, language: Language) -> Any:
    if isinstance(value, Text):
        return value.get(language)
    return value[language] if isinstance(value, Mapping) else value


def _as_text(value: Any, template: str = "{}") -> Text:
    """A value as an option of a choice."""
    if isinstance(value, Text | Mapping):
        return Text(*(template.format(_spoken(value, language)) for language in LANGUAGES))
    if isinstance(value, list):
        value = tuple(value)
    return Text.same(template.format(value))


# --- kinds -----------------------------------------------------------------------------------------------------------


def _asked(question: Question, texts: _Texts, **fields: Any) -> Asked:
    return Asked(
        question=question.name,
        variant="",
        kind=question.kind,
        points=question.points,
        text=texts(question.text),
        code=question.code,
        unit=question.unit_of_answer,
        tolerance=question.tolerance,
        **fields,
    )


def _choices(texts: Sequence[Text]) -> tuple[Choice, ...]:
    return tuple(Choice(letter, text) for letter, text in zip(LETTERS, texts, strict=False))


_Offered = tuple[str, Text, Text | None]  # an option's name, what it says, what to say of it


def _offer(
    question: Question, texts: _Texts, rng: random.Random, options: Sequence[_Offered]
) -> tuple[Asked, dict[str, str], tuple[Mistake, ...]]:
    """Options in an order of their own: what is shown, the letter of each name, and those that are mistakes with a text."""
    shown = list(options)
    rng.shuffle(shown)
    letters = {name: letter for (name, _, _), letter in zip(shown, LETTERS, strict=False)}
    mistakes = tuple(Mistake(name, (letters[name],), why) for name, _, why in options if why is not None)
    return _asked(question, texts, choices=_choices([text for _, text, _ in shown])), letters, mistakes


def _single(question: Question, texts: _Texts, rng: random.Random) -> tuple[Asked, Key]:
    """Of `single` the whole; of `truefalse` the reasons."""
    if question.wrong:
        right = texts(rng.choice(question.right))
        wrong = [(one.name, texts(_there(one.text)), texts(_there(one.why))) for one in question.wrong]
    else:
        right = _as_text(texts.answer, question.option)
        wrong = [(one.name, _as_text(value, question.option), texts(_there(one.why))) for one, value in texts.mistakes]
    if question.show is not None:
        wrong = rng.sample(wrong, min(question.show - 1, len(wrong)))
    asked, letters, mistakes = _offer(question, texts, rng, [(RIGHT, right, None), *wrong])
    return asked, Key((letters[RIGHT],), texts(question.why), mistakes=mistakes)


def _truefalse(question: Question, texts: _Texts, rng: random.Random) -> tuple[Asked, Key]:
    asked, key = _single(question, texts, rng)
    judgement = "true" if question.answer else "false"
    mistakes = tuple(replace(one, answers=(f"{judgement} {one.answers[0]}",)) for one in key.mistakes)
    return asked, replace(key, right=(f"{judgement} {key.right[0]}",), mistakes=mistakes)


def _multiple(question: Question, texts: _Texts, rng: random.Random) -> tuple[Asked, Key]:
    right = [(f"{RIGHT}_{number}", texts(text), None) for number, text in enumerate(question.right, 1)]
    wrong = [(one.name, texts(_there(one.text)), one.why and texts(one.why)) for one in question.wrong]
    if question.show is not None and question.show < len(right) + len(wrong):
        most, least = min(len(right), question.show - 1), max(1, question.show - len(wrong))
        number = rng.randint(least, most)
        right, wrong = rng.sample(right, number), rng.sample(wrong, question.show - number)
    asked, letters, mistakes = _offer(question, texts, rng, [*right, *wrong])
    chosen = " ".join(sorted(letters[name] for name, _, _ in right))
    return asked, Key((chosen,), texts(question.why), mistakes=mistakes)


def _numeric(question: Question, texts: _Texts, rng: random.Random) -> tuple[Asked, Key]:
    answer = _finite(texts.answer)
    tolerance = tolerance_of(question, answer, question.name)
    mistakes = _valued(texts, lambda value: repr(_finite(value)))
    return _asked(question, texts), Key((repr(answer),), texts(question.why), tolerance, mistakes)


def _integer(question: Question, texts: _Texts, rng: random.Random) -> tuple[Asked, Key]:
    mistakes = _valued(texts, lambda value: repr(_finite(value)).removesuffix(".0"))
    return _asked(question, texts), Key((str(_whole(texts.answer)),), texts(question.why), mistakes=mistakes)


def _shape(question: Question, texts: _Texts, rng: random.Random) -> tuple[Asked, Key]:
    mistakes = _valued(texts, _sizes)
    return _asked(question, texts), Key((_sizes(texts.answer),), texts(question.why), mistakes=mistakes)


def _valued(texts: _Texts, written: Callable[[Any], str]) -> tuple[Mistake, ...]:
    return tuple(Mistake(one.name, (written(value),), texts(_there(one.why))) for one, value in texts.mistakes)


def _text(question: Question, texts: _Texts, rng: random.Random) -> tuple[Asked, Key]:
    mistakes = tuple(Mistake(one.name, one.accept, texts(_there(one.why))) for one in question.mistakes if one.accept)
    return _asked(question, texts), Key(question.accept, texts(question.why), mistakes=mistakes)


def _ordering(question: Question, texts: _Texts, rng: random.Random) -> tuple[Asked, Key]:
    items = [texts(item) for item in question.items] or [_as_text(item) for item in texts.answer]
    if len(items) < 2:
        raise ValueError("one item is in order already")
    if question.show is not None and question.show < len(items):
        items = [items[index] for index in sorted(rng.sample(range(len(items)), question.show))]
    places = list(range(len(items)))
    rng.shuffle(places)  # places[i] is the rank of the item that is shown as letter i
    right = " ".join(LETTERS[places.index(rank)] for rank in range(len(items)))
    asked = _asked(question, texts, choices=_choices([items[rank] for rank in places]))
    return asked, Key((right,), texts(question.why))


def _matching(question: Question, texts: _Texts, rng: random.Random) -> tuple[Asked, Key]:
    pairs = [(texts(left), texts(right)) for left, right in question.pairs]
    pairs = pairs or [(_as_text(left), _as_text(right)) for left, right in texts.answer]
    if question.show is not None and question.show < len(pairs):
        pairs = rng.sample(pairs, question.show)
    else:
        rng.shuffle(pairs)
    options = [right for _, right in pairs] + [texts(text) for text in question.extra]
    places = list(range(len(options)))
    rng.shuffle(places)
    letters = {rank: LETTERS[shown] for shown, rank in enumerate(places)}
    right = " ".join(letters[rank] for rank in range(len(pairs)))
    asked = _asked(
        question,
        texts,
        choices=_choices([options[rank] for rank in places]),
        prompts=tuple(left for left, _ in pairs),
    )
    return asked, Key((right,), texts(question.why))


def _code(question: Question, texts: _Texts, rng: random.Random) -> tuple[Asked, Key]:
    mistakes = tuple(Mistake(one.name, (one.code,), _there(one.why)) for one in question.mistakes if one.code)
    return _asked(question, texts), Key((question.answer,), question.why, mistakes=mistakes, task=question.task)


_KINDS: Mapping[Kind, Callable[[Question, _Texts, random.Random], tuple[Asked, Key]]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _truefalse,
    Kind.NUMERIC: _numeric,
    Kind.INTEGER: _integer,
    Kind.SHAPE: _shape,
    Kind.TEXT: _text,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
    Kind.CODE: _code,
}


def _there(text: Text | None) -> Text:
    assert text is not None  # the bank asks for it
    return text


def _finite(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"a number is needed, not {value!r}")
    if not math.isfinite(value):
        raise ValueError(f"a finite number is needed, not {value}")
    return float(value)


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, float) or not value.is_integer():
        raise TypeError(f"a whole number is needed, not {value!r}")
    return int(value)


def _sizes(value: Any) -> str:
    return str(tuple(_whole(size) for size in value)).replace(",)", ")")


def filled(asked: Asked, answer: str) -> str:
    """The program of a `code` question with an answer in its blank."""
    return asked.code.replace(BLANK, answer.strip())
