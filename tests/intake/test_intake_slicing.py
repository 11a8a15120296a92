"""What of a file is needed to define a symbol, and what stays out."""

from __future__ import annotations

import pytest
from handins import cells, codes, kept, modules, script, sliced

from grader.intake import program


def test_a_definition_comes_with_the_imports_constants_and_helpers_it_needs() -> None:
    text = """
import math
import os
EPS = 1e-8
OTHER = 3
def helper(x):
    return math.sqrt(x) + EPS
def unused(): return OTHER
class Adam:
    def step(self):
        return helper(1)
"""
    found = sliced(text, "Adam")
    assert [line.split("\n")[0] for line in found] == ["import math", "EPS = 1e-08", "def helper(x):", "class Adam:"]


def test_training_plots_downloads_and_prints_stay_out() -> None:
    text = """
import torch, matplotlib.pyplot as plt
from torchvision import datasets
data = datasets.MNIST('.', download=True)
class Net(torch.nn.Module):
    def forward(self, x):
        loss = x.sum()
        return loss
net = Net()
optimizer = torch.optim.SGD(net.parameters(), 0.1)
for epoch in range(100):
    for x, y in data:
        loss = net(x)
        loss.backward()
        optimizer.step()
print(loss)
plt.plot([1])
torch.save(net.state_dict(), 'net.pt')
if __name__ == "__main__":
    net = Net()
if "__main__" == __name__:
    net = Net()
"""
    assert [line.split("(")[0] for line in sliced(text, "Net")] == [
        "import torch, matplotlib.pyplot as plt",
        "class Net",
    ]


@pytest.mark.parametrize(
    "test", ["__name__ == '__main__'", "'__main__' == __name__", "DEBUG and __name__ == '__main__'"]
)
def test_main_guards_never_run_even_when_a_name_is_bound_there_only(test: str) -> None:
    assert sliced(f"def f(): return DEVICE\nif {test}:\n    DEVICE = 1", "f") == ["def f():\n    return DEVICE"]


@pytest.mark.parametrize(
    "needy",
    [
        "def f(): return N",
        "def f(x=N): pass",
        "def f(*, x=N): pass",
        "def f(x: N): pass",
        "def f(*args: N): pass",
        "def f() -> N: pass",
        "@N\ndef f(): pass",
        "async def f(): await N",
        "f = lambda x: N",
        "f = lambda x=N: x",
        "class f(N): pass",
        "class f(metaclass=N): pass",
        "class f:\n    x = N",
        "class f:\n    x: N",
        "class f:\n    N = N",
        "class f:\n    N = 1\n    def g(self): return N",
        "class f:\n    N = 1\n    x = [N for _ in 'a']",
        "class f:\n    def g(self):\n        def h():\n            return lambda: N\n        return h",
        "@N.register('x')\nclass f: pass",
        "def f():\n    return [x for x in N]",
        "def f():\n    return [N for N in N]",
        "def f():\n    return {x: N for x in 'a'}",
        "def f():\n    return [x for x in 'a' if (lambda: N)()]",
        "def f():\n    global N\n    N += 1",
        "def f():\n    N.x = 1",
        "def f():\n    x[N] = 1",
        "def f():\n    del N[0]",
        "def f():\n    return f'{N}' + f'{1:{N}}'",
        "def f():\n    try: pass\n    except N: pass",
        "def f(x):\n    match x:\n        case N.A: pass",
        "def f(x):\n    with x(N) as y: pass",
        "def f(x):\n    if (y := N): return y",
        "def f():\n    def g():\n        N = 1\n    return N",
        "def f():\n    class g:\n        N = 1\n        def h(self): return N",
        "f = N(3)",
        "f: N = 3",
    ],
)
def test_a_global_is_found_wherever_python_reads_one(needy: str) -> None:
    assert sliced(f"N = 7\nM = 8\n{needy}", "f")[0] == "N = 7"
    assert len(sliced(f"N = 7\nM = 8\n{needy}", "f")) == 2


@pytest.mark.parametrize(
    "content",
    [
        "def f(N): return N",
        "def f(*N): return N",
        "def f(**N): return N",
        "def f(x, /, *, N=1): return N",
        "def f():\n    N = 1\n    return N",
        "def f():\n    for N in 'a': print(N)",
        "def f():\n    import N\n    return N",
        "def f():\n    import N.x\n    return N",
        "def f():\n    from x import y as N\n    return N",
        "def f():\n    with x() as N: return N",
        "def f():\n    try: pass\n    except E as N: print(N)",
        "def f():\n    def N(): pass\n    return N",
        "def f():\n    class N: pass\n    return N",
        "def f(x):\n    if (N := x): return N",
        "def f(x):\n    [N := y for y in x]\n    return N",
        "def f(x):\n    a, (*N, b) = x\n    return N",
        "def f(x):\n    match x:\n        case [1, *N]: return N",
        "def f(x):\n    match x:\n        case {'a': 1, **N}: return N",
        "def f(x):\n    match x:\n        case int() as N: return N",
        "def f():\n    N: int\n    return N",
        "def f():\n    del N",
        "def f():\n    N = 1\n    def g():\n        nonlocal N\n        N = 2\n        return N",
        "def f():\n    N = 1\n    return lambda: [N for _ in 'a']",
        "f = lambda N: N",
        "f = [N for N in 'a']",
        "f = {N: N for N in 'a' if N}",
        "class f:\n    N = 1\n    x = N",
        "class f:\n    def N(self): pass\n    x = N",
        "def f(x): return x.N",
        "def f(x): return x(N=1)",
        "def f(): return 'N'",
    ],
)
def test_a_name_of_an_inner_scope_is_no_global(content: str) -> None:
    assert len(sliced(f"N = 7\n{content}", "f")) == 1


@pytest.mark.parametrize(
    "change",
    [
        "N['a'] = 1",
        "N.a = 1",
        "N.a.b[0] = 1",
        "a, N[0] = (1, 2)",
        "for N[0] in range(3):\n    pass",
        "N += [1]",
        "N.append(1)",
        "N[0].append(1)",
        "N.get('x').update(y=1)",
        "x = N.pop()",
        "for i in range(3):\n    N.append(i)",
        "if True:\n    N['a'] = 1",
        "with open('f') as file:\n    N['a'] = file",
        "try:\n    N.append(1)\nexcept ValueError:\n    pass",
        "del N[0]",
        "setattr(N, 'a', 1)",
        "random.shuffle(N)",
        "torch.nn.init.zeros_(N)",
        "N.fill_(0)",
        "N.anything_at_all()",
        "class C:\n    N.append(1)",
    ],
)
def test_statements_that_change_a_needed_value_are_kept(change: str) -> None:
    assert change in sliced(f"N = [[]]\ndef f():\n    return N\n{change}", "f")


@pytest.mark.parametrize(
    "quiet",
    ["print(N)", "N[0]", "y = N[0]", "plt.plot(N)", "y = f(N)", "y = N.mean()", "N", "M.append(N)", "del N", "N: int"],
)
def test_statements_that_only_look_at_a_value_stay_out(quiet: str) -> None:
    assert len(sliced(f"N = [1]\nM = []\ndef f():\n    return N\n{quiet}", "f")) == 2


def test_what_a_change_needs_is_kept_too() -> None:
    text = "CFG = {}\nLR = 0.1\nCFG['lr'] = LR * SCALE\nSCALE = 2\nSCALE = 3\ndef f(): return CFG"
    assert sliced(text, "f") == [
        "CFG = {}",
        "LR = 0.1",
        "CFG['lr'] = LR * SCALE",
        "SCALE = 2",
        "SCALE = 3",
        "def f():\n    return CFG",
    ]


def test_methods_put_on_a_class_afterwards_are_kept() -> None:
    text = "class Net: pass\ndef forward(self): return helper()\nNet.forward = forward\nNet.run()\ndef helper(): pass\nNet()"
    assert sliced(text, "Net") == [
        "class Net:\n    pass", "def forward(self):\n    return helper()", "Net.forward = forward", "def helper():\n    pass",
    ]  # fmt: skip


def test_setting_up_an_imported_library_is_no_change_of_it() -> None:
    text = "import torch\ntorch.manual_seed(0)\ntorch.backends.cudnn.deterministic = True\ndef f(): return torch"
    assert sliced(text, "f") == ["import torch", "def f():\n    return torch"]


def test_registries_are_filled_by_the_decorators_that_fill_them() -> None:
    text = """
REGISTRY = {}
def register(cls):
    REGISTRY[cls.__name__] = cls
    return cls
@register
class A: pass
class B: pass
def build(name): return REGISTRY[name]()
"""
    assert [line.split("\n")[0] for line in sliced(text, "build")] == [
        "REGISTRY = {}", "def register(cls):", "@register", "def build(name):",
    ]  # fmt: skip


def test_what_is_registered_with_a_method_as_decorator_is_kept() -> None:
    text = "from functools import singledispatch\n@singledispatch\ndef area(x): pass\n@area.register(int)\ndef _(x): return 1\ndef f(): return area(1)"
    assert len(sliced(text, "f")) == 4


def test_a_global_set_by_a_function_comes_with_the_call() -> None:
    text = "def setup():\n    global device\n    device = 'cpu'\nsetup()\nprint(1)\ndef f(): return device"
    assert sliced(text, "f") == [
        "def setup():\n    global device\n    device = 'cpu'",
        "setup()",
        "def f():\n    return device",
    ]


def test_calls_of_a_function_that_counts_itself_stay_out() -> None:
    text = "t = 0\ndef f():\n    global t\n    t += 1\nfor _ in range(9):\n    f()"
    assert sliced(text, "f") == ["t = 0", "def f():\n    global t\n    t += 1"]


@pytest.mark.parametrize(
    "block",
    [
        "if torch.cuda.is_available():\n    N = 1\nelse:\n    N = 2",
        "try:\n    import numpy as N\nexcept ImportError:\n    N = None",
        "with open('f') as file:\n    N = 1",
        "for N in range(3):\n    pass",
        "while (N := 0):\n    pass",
        "match 1:\n    case N:\n        pass",
        "M, [*N] = (1, [2])",
        "import N",
        "import N.sub",
        "from a import b as N",
    ],
)
def test_a_global_may_be_bound_within_a_block_even_after_its_use(block: str) -> None:
    assert block in sliced(f"def f(): return N\n{block}", "f")


def test_future_and_star_imports_come_along_but_not_those_of_the_surroundings() -> None:
    text = "from __future__ import annotations\nfrom math import *\nfrom google.colab import *\nfrom IPython.display import *\ndef f(): return sqrt(2)"
    assert sliced(text, "f") == [
        "from __future__ import annotations",
        "from math import *",
        "def f():\n    return sqrt(2)",
    ]


def test_surroundings_are_kept_where_they_are_really_needed() -> None:
    text = "from google.colab import files\nfrom google.colab import drive\ndef f(): return files.upload()"
    assert sliced(text, "f")[0] == "from google.colab import files"
    assert len(sliced(text, "f")) == 2


def test_all_definitions_of_a_helper_are_kept_in_order() -> None:
    assert sliced("def h(): return 1\ndef f(): return h()\ndef h(): return 2", "f") == [
        "def h():\n    return 1", "def f():\n    return h()", "def h():\n    return 2",
    ]  # fmt: skip


def test_a_called_helper_is_not_replaced_by_a_value_of_its_name() -> None:
    text = "def iou(a, b): return 1\ndef nms(x): return iou(x, x)\niou = iou(1, 2)\nfor iou in [1]:\n    pass"
    assert len(sliced(text, "nms")) == 2


def test_a_value_made_by_a_function_of_its_name_counts_where_it_is_read() -> None:
    text = "def config(): return {}\nconfig = config()\ndef f(): return config['lr']"
    assert len(sliced(text, "f")) == 3


def test_unbound_names_are_left_to_the_run() -> None:
    assert sliced("def f(): return np.zeros(undefined)", "f") == ["def f():\n    return np.zeros(undefined)"]


def test_several_symbols_share_one_program() -> None:
    assert len(sliced("A = 1\ndef f(): return A\ndef g(): return A\ndef h(): pass", "f", "g")) == 3


def test_generic_functions_of_python_312_keep_their_parameters_to_themselves() -> None:
    text = "T = 1\ndef f[T](x: T) -> T: return x\nclass g[T: int](list[T]): pass"
    try:
        compile(text, "", "exec")
    except SyntaxError:
        pytest.skip("needs Python 3.12")
    assert len(sliced(text, "f", "g")) == 2


# --- notebooks -----------------------------------------------------------------------------------------------------


def test_definitions_come_from_all_cells() -> None:
    submission = cells(
        "import torch", "class Net:\n    size = 3\n    def f(self): return torch.zeros(BATCH)", "x = 1", "BATCH = 64"
    )
    assert [piece.source.cell for piece in program(submission, ["Net"]).pieces] == [1, 2, 4]


def test_what_a_definition_needs_at_once_comes_before_it_from_a_later_cell() -> None:
    submission = cells(
        "class Net(Base):\n    size = WIDTH\n    def f(self): return later",
        "WIDTH = SCALE",
        "later = 1",
        "SCALE = 2\nclass Base: pass",
    )
    lines = [line.split("\n")[0] for line in kept(program(submission, ["Net"]))]
    assert lines == ["class Base:", "SCALE = 2", "WIDTH = SCALE", "class Net(Base):", "later = 1"]


def test_a_script_runs_from_top_to_bottom_as_python_does() -> None:
    assert sliced("class Net(Base): pass\nclass Base: pass", "Net") == [
        "class Net(Base):\n    pass",
        "class Base:\n    pass",
    ]


def test_cells_that_need_each_other_come_in_some_order() -> None:
    assert len(kept(program(cells("A = B\ndef f(): return A", "B = A"), ["f"]))) == 3


def test_a_value_that_is_awaited_at_top_level_is_told() -> None:
    found = program(cells("DATA = await load()", "def f(): return DATA", "async def g(): await f()"), ["f", "g"])
    assert len(kept(found)) == 2
    assert codes(found.problems) == ["top-level-await"]


# --- several files -------------------------------------------------------------------------------------------------


def test_a_name_from_an_own_file_brings_what_it_needs_there() -> None:
    submission = modules(
        main="from utils import helper\nclass Adam:\n    f = helper",
        utils="import math\nX = 1\ndef helper(): return math.pi\nprint(X)",
    )
    assert kept(program(submission, ["Adam"])) == [
        "import math", "def helper():\n    return math.pi", "from utils import helper", "class Adam:\n    f = helper",
    ]  # fmt: skip


@pytest.mark.parametrize("statement", ["import utils", "import utils as u", "from utils import *"])
def test_a_module_that_is_imported_whole_brings_all_its_definitions(statement: str) -> None:
    use = {"import utils": "utils.helper", "import utils as u": "u.helper"}.get(statement, "helper")
    utils = "import math\nT = []\nT.append(1)\nprint(T)\ndef helper(): return T\nfor i in T: print(i)\nif __name__ == '__main__': print(1)\nclass C: pass"
    found = kept(program(modules(main=f"{statement}\ndef f(): return {use}()", utils=utils), ["f"]))
    assert found == [
        "import math", "T = []", "T.append(1)", "def helper():\n    return T", "class C:\n    pass",
        statement, f"def f():\n    return {use}()",
    ]  # fmt: skip


@pytest.mark.parametrize("statement", ["from .utils import helper", "from pkg.utils import helper", "from . import utils", "import pkg.utils", "from pkg import utils"])  # fmt: skip
@pytest.mark.parametrize("inside", [True, False])
def test_packages_are_followed(statement: str, inside: bool) -> None:
    name = statement.split("import ")[1]
    body = f"{statement}\ndef f(): return {name}" if inside else f"def f():\n    {statement}\n    return {name}"
    submission = modules(pkg____init__="", pkg__main=body, pkg__utils="def helper(): pass", other="def helper(): pass")
    found = program(submission, ["f"])
    assert [piece.source.module for piece in found.pieces if piece.statements] == ["pkg.utils", "pkg.main"]


def test_a_name_that_a_package_passes_on_is_followed() -> None:
    submission = modules(
        main="from pkg import Net\nclass B(Net): pass", pkg____init__="from .net import Net", pkg__net="class Net: pass"
    )
    assert [piece.source.module for piece in program(submission, ["B"]).pieces] == ["pkg.net", "pkg", "main"]


def test_an_imported_module_without_definitions_is_there_all_the_same() -> None:
    found = program(modules(main="import setup\ndef f(): return setup", setup="print(1)"), ["f"])
    assert [(piece.source.module, piece.statements) for piece in found.pieces] == [("setup", ()), ("main", (0, 1))]


def test_an_imported_empty_package_is_there_and_a_broken_module_is_not() -> None:
    found = program(modules(main="import pkg, bad\ndef f(): return pkg, bad", pkg____init__="", bad="def ("), ["f"])
    assert [(piece.source.module, piece.statements) for piece in found.pieces] == [("pkg", ()), ("main", (0, 1))]


def test_changes_to_an_imported_own_value_are_kept() -> None:
    submission = modules(
        main="from config import CFG\nCFG['lr'] = 1\ndef f(): return CFG", config="CFG = {}\nCFG['a'] = 2"
    )
    assert "CFG['lr'] = 1" in kept(program(submission, ["f"])) and "CFG['a'] = 2" in kept(program(submission, ["f"]))


def test_modules_that_import_each_other_do_not_hang() -> None:
    submission = modules(
        a="from b import g\nfrom b import *\ndef f(): return g() + unknown",
        b="from a import f\nfrom a import *\ndef g(): return f() + unknown",
    )
    assert {piece.source.module for piece in program(submission, ["f"]).pieces} == {"a", "b"}


def test_the_rest_of_a_submission_is_not_touched() -> None:
    assert kept(program(script("x = 1"), ["f"])) == []
    assert program(script("def f(: pass"), ["f"]).pieces == ()
