from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import jails
import pytest
from jails import assert_unharmed, run, value

from grader import intake, pipeline
from grader.catalog import Catalog
from grader.errors import SandboxFault
from grader.model import Task, Verdict
from grader.oracle import Oracle
from grader.sandbox.guest.devices import has_gpu
from grader.sandbox.jobs import Status
from grader.sandbox.worker import Mode, Worker

ROOT = Path(__file__).resolve().parents[2]
CATALOG = Catalog(ROOT)
# A CUDA context alone is hundreds of MiB of main memory, and takes seconds to make.
ROOMY = {"cpu_seconds": 20.0, "wall_seconds": 40.0, "waiting_seconds": 60.0, "memory_mb": 1024.0}


@pytest.fixture(scope="module", params=["bubblewrap", "plain"])
def on_gpu(request: pytest.FixtureRequest) -> Iterator[Worker]:
    if not has_gpu():
        pytest.skip("no NVIDIA GPU")
    with Worker({jails.TASK.name: jails.CHECKS}, mode=request.param, device="cuda") as worker:
        yield worker


def used_mib() -> int:
    command = ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits", "--id=0"]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.gpu
def test_tensors_are_made_on_the_gpu_and_observed_from_there(on_gpu: Worker, tmp_path: Path) -> None:
    code = "import torch\ndef answer(check):\n    x = torch.arange(4.0)\n    return [str(x.device), x * 2]\n"
    device, numbers = value(on_gpu, tmp_path, code, **ROOMY)
    assert device == "cuda:0"
    assert numbers.values.tolist() == [0.0, 2.0, 4.0, 6.0]


@pytest.mark.gpu
def test_float32_products_are_not_rounded_to_tf32(on_gpu: Worker, tmp_path: Path) -> None:
    code = """
        import torch

        def answer(check):
            x = torch.rand(64, 64)
            return float((x @ x - (x.double() @ x.double())).abs().max())
        """
    assert value(on_gpu, tmp_path, code, **ROOMY) < 1e-4


@pytest.mark.gpu
def test_what_a_submission_takes_of_the_gpu_is_bounded(on_gpu: Worker, tmp_path: Path) -> None:
    code = "import torch\ndef answer(check):\n    return torch.zeros(4 << 30, dtype=torch.uint8).sum()\n"
    (outcome,) = run(on_gpu, tmp_path, code, **ROOMY)
    assert outcome.status is Status.MEMORY, outcome


@pytest.mark.gpu
def test_the_context_of_a_killed_submission_is_gone(on_gpu: Worker, tmp_path: Path) -> None:
    before = used_mib()
    code = """
        import torch

        def answer(check):
            x = torch.zeros(512 << 20, dtype=torch.uint8)
            while True:
                x.add_(1)
        """
    (outcome,) = run(on_gpu, tmp_path, code, **ROOMY | {"cpu_seconds": 2.0})
    assert outcome.status is Status.TIMEOUT, outcome
    assert used_mib() < before + 256
    run(on_gpu, tmp_path, jails.HONEST, **ROOMY)


@pytest.mark.gpu
def test_confined_it_sees_its_own_processes_alone(on_gpu: Worker, tmp_path: Path) -> None:
    if on_gpu._mode == "plain":
        pytest.skip("a plain process is not confined")
    code = "import os\ndef answer(check):\n    return sorted(n for n in os.listdir('/proc') if n.isdigit())\n"
    assert value(on_gpu, tmp_path, code, **ROOMY) == ["1"]


@pytest.mark.gpu
@pytest.mark.parametrize("path", ["/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger"])
def test_confined_it_can_write_nothing_that_the_kernel_heeds(on_gpu: Worker, tmp_path: Path, path: str) -> None:
    if on_gpu._mode == "plain":
        pytest.skip("a plain process is not confined")
    code = f"""
        def answer(check):
            try:
                open({path!r}, "r+").close()
            except OSError:
                return "refused"
            return "opened"
        """
    assert value(on_gpu, tmp_path, code, **ROOMY) == "refused"


@pytest.mark.gpu
@pytest.mark.parametrize("task", CATALOG.tasks, ids=lambda task: task.name)
def test_right_solutions_pass_on_a_gpu(task: Task, gpu_worker: Worker) -> None:
    oracle = Oracle(CATALOG, seed=5)
    for path in [CATALOG.reference(task), *sorted((task.folder / "accepted").glob("*.py"))]:
        report = pipeline.grade(intake.read(path), [task], worker=gpu_worker, oracle=oracle)
        failed = {check.check: check.message for check in report.tasks[0].checks if check.verdict is not Verdict.PASS}
        assert not failed, path.name


@pytest.fixture(scope="module")
def gpu_worker() -> Iterator[Worker]:
    if not has_gpu():
        pytest.skip("no NVIDIA GPU")
    with Worker.for_tasks(CATALOG.tasks, mode="bubblewrap", device="cuda") as worker:
        yield worker


@pytest.mark.parametrize("mode", ["bubblewrap", "plain"])
def test_without_a_gpu_cuda_is_refused_before_anything_is_graded(mode: Mode) -> None:
    if has_gpu():
        pytest.skip("there is an NVIDIA GPU")
    with Worker({jails.TASK.name: jails.CHECKS}, mode=mode, device="cuda") as worker:
        with pytest.raises(SandboxFault, match="no CUDA device"):
            worker.wait()


def test_automatic_is_the_cpu_without_a_gpu(tmp_path: Path) -> None:
    if has_gpu():
        pytest.skip("there is an NVIDIA GPU")
    with Worker({jails.TASK.name: jails.CHECKS}, mode="bubblewrap", device="auto") as worker:
        code = "import torch\ndef answer(check):\n    return str(torch.zeros(1).device)\n"
        assert value(worker, tmp_path, code) == "cpu"
        assert_unharmed(worker, tmp_path)
