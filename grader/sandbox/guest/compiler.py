"""Keeps torch's compiler out of a process that compiles nothing.

Every optimizer of torch.optim, and every subclass of torch.optim.Optimizer, imports `torch._dynamo` on its first use, only
to tell the compiler what to leave alone. That takes as long as importing torch itself.
"""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable
from typing import Any

_NAME = "torch._dynamo"


class _OnFirstUse(types.ModuleType):
    """Answers what torch.optim asks, and becomes the compiler when somebody asks for anything else of it."""

    def graph_break(self, msg: str = "") -> None:
        """Nothing is traced, so there is nothing to break."""

    def disable(self, fn: Callable[..., Any], recursive: bool = True, **how: Any) -> Callable[..., Any]:
        """Nothing is compiled, so `fn` is left alone already."""
        return fn

    def __getattr__(self, name: str) -> Any:
        if name == "__spec__" or name == "__file__":
            raise AttributeError(name)
        if sys.modules.get(_NAME) is self:
            del sys.modules[_NAME]
        return getattr(importlib.import_module(_NAME), name)


def put_off_compiler() -> None:
    """Let `import torch._dynamo` give a stand-in until the compiler is needed. Does nothing where it is loaded."""
    import torch

    if _NAME not in sys.modules:
        stand_in = sys.modules[_NAME] = _OnFirstUse(_NAME)
        torch._dynamo = stand_in
