"""Forbidden APIs: found through aliases, only in what answers the task, never where a name merely looks alike."""

from __future__ import annotations

import pytest
from handins import cells, modules, script

from grader.intake import forbidden, program
from grader.model import Place

OPTIM = ("torch.optim.*", "!torch.optim.Optimizer", "!torch.optim.lr_scheduler")


def names(text: str, patterns: tuple[str, ...] = OPTIM, symbol: str = "f") -> list[str]:
    found = forbidden(program(script(text), [symbol]), patterns)
    return [problem.text.en.split("`")[1] for problem in found]


@pytest.mark.parametrize(
    "text",
    [
        "import torch\ndef f(): torch.optim.Adam([])",
        "import torch as t\ndef f(): t.optim.Adam",
        "import torch.optim\ndef f(): torch.optim.Adam",
        "import torch.optim as o\ndef f(): o.Adam",
        "from torch import optim\ndef f(): optim.Adam",
        "from torch import optim as o\ndef f(x=o.Adam): pass",
        "from torch.optim import Adam\ndef f(): Adam()",
        "from torch.optim import Adam as A\nclass f(A): pass",
        "from torch.optim import Adam as A\nf = A",
        "from torch.optim import *\ndef f(): Adam()",
        "import torch\nf = torch.optim.Adam",
        "import torch\nopt = torch.optim\ndef f(): opt.Adam",
        "import torch\nx = y = torch.optim\nz = y\ndef f(): z.Adam",
        "import torch\nopt: object = torch.optim\ndef f(): opt.Adam",
        "import torch\ndef f():\n    o = torch.optim\n    p = o\n    p.Adam",
        "def f():\n    import torch.optim as o\n    return [o.Adam for _ in 'a']",
        "def f():\n    from torch import optim\n    def g(): return optim.Adam\n    return g",
        "import torch\nclass f:\n    base = torch.optim\n    x = base.Adam",
        "import torch\ndef f(): getattr(torch.optim, 'Adam')",
        "import torch\ndef f(): getattr(getattr(torch, 'optim'), 'Adam', None)(1)",
        "import importlib\ndef f(): importlib.import_module('torch.optim').Adam",
        "from importlib import import_module\ndef f():\n    o = import_module('torch.optim')\n    o.Adam()",
        "def f(): return __import__('torch').optim.Adam",
        "def f(): return __import__('torch.optim', fromlist=['x']).Adam",
        "import torch\ndef f(): return (o := torch.optim).Adam",
        "import torch\ntry:\n    from torch.optim import Adam\nexcept ImportError:\n    Adam = None\ndef f(): Adam",
        "import torch\nif True:\n    o = torch.optim\n    f = o.Adam",
        "import torch\n@torch.optim.Adam\ndef f(): pass",
        "import torch\nfor f in [torch.optim.Adam]: pass",
    ],
)
def test_a_forbidden_name_is_found_through_every_alias(text: str) -> None:
    assert names(text) == ["torch.optim.Adam"]


@pytest.mark.parametrize(
    "text",
    [
        "import torch.optim\nfrom torch.optim import Adam\ndef f(): return torch",
        "import torch\ndef f(): return torch.optim",
        "import torch\nclass f(torch.optim.Optimizer):\n    def step(self): super().step()",
        "from torch.optim import Optimizer as Base\nclass f(Base):\n    zero = Base.zero_grad",
        "import torch\ndef f(): torch.optim.lr_scheduler.StepLR",
        "def f(optim): return optim.Adam",
        "import torch.optim as optim\ndef f(optim): return optim.Adam",
        "import torch.optim as optim\ndef f():\n    optim = make()\n    return optim.Adam",
        "from torch.optim import *\ndef f(): return Linear(1), print(1), undefined",
        "from torch.optim import *\nfrom torch.nn import *\ndef f(): return Linear(1)",
        "from torch.optim import *\nclass Adam: pass\ndef f(): return Adam()",
        "from torch.optim import Adam\nclass Adam: pass\ndef f(): return Adam()",
        "import torch\ndef f(x: torch.optim.Adam) -> torch.optim.Adam:\n    y: torch.optim.Adam = x\n    return y",
        "import torch\nclass Net: optim = 1\ndef f(): return Net.optim.Adam, 'torch.optim.Adam'",
        "import torch\ndef f():\n    '''torch.optim.Adam'''  # torch.optim.Adam",
        "import mytorch as torch\ndef f(): return torch.optim.Adam",
        "from torch import *\ndef f(): return optimizer, Adam",
    ],
)
def test_what_is_allowed_is_no_offence(text: str) -> None:
    assert names(text) == []


def test_a_training_cell_elsewhere_is_no_offence_but_the_whole_submission_has_it() -> None:
    submission = cells(
        "import torch", "class Adam:\n    def step(self): pass", "opt = torch.optim.Adam([])\nopt.step()"
    )
    assert forbidden(program(submission, ["Adam"]), OPTIM) == []
    (problem,) = forbidden(submission, OPTIM)
    assert (problem.code, problem.place) == ("forbidden-api", Place("unit.ipynb", 3, 1))


def test_the_line_is_that_of_the_use() -> None:
    found = forbidden(program(script("import torch\n\ndef f():\n    x = 1\n    torch.optim.Adam()"), ["f"]), OPTIM)
    assert [problem.place for problem in found] == [Place("adam.py", None, 5)]


def test_each_use_is_told_once_and_the_name_ends_where_the_pattern_does() -> None:
    text = "import torch\ndef f():\n    torch.optim.Adam.step(torch.optim.Adam)\n    torch.optim.Adam()"
    assert names(text) == ["torch.optim.Adam", "torch.optim.Adam"]


def test_the_students_own_class_under_the_librarys_name_may_refer_to_itself() -> None:
    text = "from torch.optim import Adam\nclass Adam(object):\n    def __init__(self):\n        super(Adam, self).__init__()"
    assert names(text, symbol="Adam") == []


def test_extending_the_librarys_class_under_its_own_name_is_an_offence() -> None:
    assert names("from torch.optim import Adam\nclass Adam(Adam): pass", symbol="Adam") == ["torch.optim.Adam"]


@pytest.mark.parametrize("source", ["torch._VF", "torch._C._VariableFunctions"])
def test_what_torch_has_its_functions_from_is_the_same(source: str) -> None:
    text = f"import torch\ndef f(x): return {source}.conv_transpose2d(x), torch._C._nn.gelu(x), {source}.conv2d(x)"
    assert sorted(names(text, ("torch.conv_transpose*", "torch.nn.functional.gelu"))) == [
        "torch.conv_transpose2d",
        "torch.nn.functional.gelu",
    ]


def test_single_functions_can_be_forbidden() -> None:
    text = "import torch.nn.functional as F\nfrom torch.nn.functional import *\nfrom torch.nn import *\ndef f(x): return F.dropout(x), dropout(x), F.relu(x), Linear"
    assert names(text, ("torch.nn.functional.dropout",)) == ["torch.nn.functional.dropout"]


def test_aliases_are_followed_through_own_files() -> None:
    submission = modules(
        main="from tools import opt, A\nimport tools as t\ndef f():\n    opt.Adam\n    A\n    t.opt.SGD\n    t.mine",
        tools="import torch\nfrom torch import optim as opt\nA = torch.optim.AdamW\ndef mine(): pass",
    )
    found = forbidden(program(submission, ["f"]), OPTIM)
    assert [(p.text.en.split("`")[1], p.place.line if p.place else 0) for p in found] == [
        ("torch.optim.AdamW", 3), ("torch.optim.Adam", 4), ("torch.optim.AdamW", 5), ("torch.optim.SGD", 6),
    ]  # fmt: skip


def test_an_own_file_that_is_called_like_the_alias_is_no_offence() -> None:
    submission = modules(
        main="from optim import Adam\nimport optim\ndef f(): return Adam, optim.Adam", optim="class Adam: pass"
    )
    assert forbidden(program(submission, ["f"]), OPTIM) == []


def test_without_patterns_nothing_is_forbidden() -> None:
    assert names("import torch\ndef f(): torch.optim.Adam", ()) == []
    assert names("import torch\ndef f(): torch.optim.Adam", ("!torch.optim.Adam",)) == []


def test_aliases_without_end_are_survived() -> None:
    local = "def f():\n" + "".join(f"    a{i % 30} = a{(i * 7 + 1) % 30}\n" for i in range(900)) + "    return a1.x.y"
    glob = "".join(f"a{i % 30} = a{(i * 7 + 1) % 30}\n" for i in range(900)) + "def f(): return a1.x.y"
    loop = "x = y\ny = x\nx = x.a\nwhile x:\n    x = y.b; y = x.c\ndef f(): return x, y"
    for text in (local, glob, loop):
        assert names(text) == []
