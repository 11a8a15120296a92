"""Which file answers a task, and the program to run for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from grader.intake.bindings import How
from grader.intake.names import same_name
from grader.intake.problems import MANY, problem, thinned, unit_of
from grader.intake.project import Module, Project, Statement, loose, project_of
from grader.intake.slicing import Slice, definitions
from grader.model import LANGUAGES, Definition, Place, Problem, Program, Submission, Text


@dataclass(frozen=True, slots=True)
class _Answer:
    """A module that offers a symbol, and the module and name under which it is really defined."""

    module: Module
    origin: Module
    name: str  # in origin
    statement: Statement


def program(submission: Submission, symbols: Sequence[str], *, prefer: str = "", starter: str = "") -> Program:
    """The statements that define `symbols`, with all that these definitions need, in the order to run them.

    `prefer` is the task's slug: of several files that define a symbol, the one of that name counts. `starter` is the
    text that students begin with: a file that still is that text counts only where there is no other. Symbols without
    a definition are left out of `definitions`; the problems say why, where there is something to say.
    """
    return _program(submission, tuple(symbols), prefer, starter.strip())


@lru_cache(maxsize=64)
def _program(submission: Submission, symbols: tuple[str, ...], prefer: str, starter: str) -> Program:
    """Cached, because a batch first asks whether there is an answer, and then for it."""
    project = project_of(submission)
    cut = Slice(project)
    found: list[Definition] = []
    problems: list[Problem] = []
    for symbol in symbols:
        answers = _answers(project, symbol)
        begun = [one for one in answers if not starter or one.statement.source.text.strip() != starter]
        answers = begun or answers
        answer = _chosen(answers, prefer)
        problems += _unreadable(project, symbol)
        if answer is not None:
            cut.want(answer.module, symbol)
            found.append(_definition(answer, symbol))
            problems += _repeated(project, answer)
        elif answers:
            names = sorted({f"`{one.origin.file}`" for one in answers})
            files = ", ".join([*names[:MANY], *(["..."] if len(names) > MANY else [])])
            wish = f"{prefer or symbol}.py"
            problems.append(problem("two-answers", symbol=symbol, files=files, prefer=wish))
        else:
            problems += _nearly(project, symbol)
    problems += [problem("top-level-await", one.place(), symbol=name) for name, one in cut.awaited]
    return Program(cut.pieces(), tuple(found), thinned(problems))


def _answers(project: Project, symbol: str) -> list[_Answer]:
    answers = []
    for module in project.modules.values():
        statements = definitions(project, module, symbol)
        origin = _origin(project, module, symbol) if statements else None
        if origin is not None:
            answers.append(_Answer(module, *origin))
    return answers


def _origin(project: Project, module: Module, name: str) -> tuple[Module, str, Statement] | None:
    """Follows imports between own files and other names for the same thing to the definition itself; None when they
    lead nowhere."""
    seen: list[tuple[str, str]] = []
    while (module.name, name) not in project.origins:
        seen.append((module.name, name))
        project.origins[module.name, name] = None  # where they lead when they come here again
        own = [i for i in definitions(project, module, name) if not project.is_outside(module, i, name)]
        index, onward = _last_step(project, module, name, own)
        if onward is None or not definitions(project, *onward):
            if module.bind(index, name).how is not How.IMPORT:
                project.origins[module.name, name] = module, name, module.statements[index]
            break
        module, name = onward
    origin = project.origins[module.name, name]
    project.origins.update(dict.fromkeys(seen, origin))
    return origin


def _last_step(
    project: Project, module: Module, name: str, own: Sequence[int]
) -> tuple[int, tuple[Module, str] | None]:
    """The statement that says what the name is, and the other name that it stands for there, if it does."""
    for index in reversed(own):
        chains = module.statements[index].facts.aliases.get(name, ())
        steps = (project.resolve(module, chain) for chain in chains)
        onward = next((step for step in steps if step is not None and step != (module, name)), None)
        if onward is None and module.bind(index, name).how is How.ALIAS and index != own[0]:
            continue  # Net = compile(Net): what it is stands before
        return index, onward
    return own[-1], None


def _chosen(answers: Sequence[_Answer], prefer: str) -> _Answer | None:
    """The only answer, or the only one in a file of the task's name. A file that imports another's is the same one."""
    by_origin: dict[tuple[str, str], list[_Answer]] = defaultdict(list)
    for answer in answers:
        by_origin[answer.origin.name, answer.name].append(answer)
    groups = list(by_origin.values())
    if len(groups) > 1:
        groups = [group for group in groups if any(same_name(_stem(one.origin.file), prefer) for one in group)]
    if len(groups) != 1:
        return None
    return next((one for one in groups[0] if one.module is one.origin), groups[0][0])


def _stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[0]


def _definition(answer: _Answer, symbol: str) -> Definition:
    bind = answer.statement.facts.binds[answer.name]
    source = answer.statement.source
    return Definition(symbol, answer.module.name, source.file, source.cell, bind.first, bind.last)


# --- what to say about it ------------------------------------------------------------------------------------------


def _repeated(project: Project, answer: _Answer) -> list[Problem]:
    """Definitions that a later one replaces, and values given to the name after it."""
    module, name = answer.origin, answer.name
    defined = [i for i in module.binders.get(name, ()) if module.bind(i, name).how is How.DEF]
    problems = []
    fresh = [i for i in defined if name not in module.statements[i].facts.now]  # not class Net(Net)
    if len(fresh) > 1:
        places = [module.statements[i].place(module.bind(i, name).first) for i in fresh]
        en, ko = (", ".join(place.describe(language) for place in places[:MANY]) for language in LANGUAGES)
        more = ", ..." if len(places) > MANY else ""
        listed = Text(en + more, ko + more)
        problems.append(problem("duplicate-definition", places[-1], symbol=name, count=len(fresh), places=listed))
    kept = set(definitions(project, module, name))
    left = [i for i in module.binders.get(name, ()) if i not in kept and defined and i > defined[-1]]
    if left:
        place = module.statements[left[0]].place(module.bind(left[0], name).first)
        problems.append(problem("shadowed-definition", place, symbol=name))
    return problems


def _unreadable(project: Project, symbol: str) -> list[Problem]:
    """Texts that are not Python but seem to define the symbol."""
    problems = []
    for source, start in project.seemingly_defined.get(symbol, ()):
        place = Place(source.file, source.cell, source.text.count("\n", 0, start) + 1)
        problems.append(problem("definition-unreadable", place, symbol=symbol, unit=unit_of(source.cell)))
    return problems


def _nearly(project: Project, symbol: str) -> list[Problem]:
    """Why a symbol may seem to be there although it is not."""
    for module in project.modules.values():
        for index in module.binders.get(symbol, ()):
            chains = module.statements[index].facts.aliases.get(symbol, ())
            library = next((chain.dotted.rpartition(".")[0] for chain in chains if chain.absolute), "")
            if library:
                place = module.statements[index].place(module.bind(index, symbol).first)
                return [problem("imported-not-defined", place, symbol=symbol, module=library)]
    for module, name in project.defined_alike.get(loose(symbol), ()):
        if name != symbol:
            index = module.binders[name][-1]
            place = module.statements[index].place(module.bind(index, name).first)
            return [problem("similar-name", place, symbol=symbol, found=name)]
    return []
