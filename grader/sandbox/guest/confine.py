"""The inner wall: what each forked child gives up before it reads a line of the student's code.

Linux only. The zygote holds CAP_SYS_ADMIN within bubblewrap's user namespace, to build namespaces for its children;
the children hold nothing.
"""

from __future__ import annotations

import ctypes
import os
import resource
from collections.abc import Mapping, Sequence
from typing import Any

from . import seccomp

_NEWNS, _NEWIPC, _NEWPID, _NEWNET = 0x00020000, 0x08000000, 0x20000000, 0x40000000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REMOUNT, _MS_BIND = 1, 2, 4, 8, 1 << 5, 1 << 12
_MS_REC, _MS_PRIVATE = 1 << 14, 1 << 18
_PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 4, 24, 38, 47

_CUDA_BYTES = 6 << 30  # of data that a CUDA context and its libraries may take in main memory

_libc = ctypes.CDLL(None, use_errno=True)


def _must(result: int, what: str) -> None:
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")


class Confinement:
    """Made once in the zygote, before it forks."""

    def __init__(self, *, gpu: bool = False) -> None:
        self._own_pid_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        self._gpu = gpu
        self._filter = seccomp.build(gpu=gpu)

    def new_pid_namespace(self) -> None:
        """Let the next fork be process 1 of a namespace of its own: killing it kills all that it started."""
        # A process that has unshared once must come back before it can unshare again.
        _must(_libc.setns(self._own_pid_namespace, _NEWPID), "setns")
        _must(_libc.unshare(_NEWPID), "unshare(CLONE_NEWPID)")

    def enter(self, limits: Mapping[str, Any], hidden: Sequence[str] = ()) -> None:
        """In the child: own mounts, limits, no capabilities, the seccomp filter. Raises OSError; then nothing may run.

        Folders in `hidden` are empty from now on.
        """
        # Unix sockets have names in the network namespace, and CUDA is let make one.
        _must(_libc.unshare(_NEWNS | _NEWIPC | (_NEWNET if self._gpu else 0)), "unshare")
        _mount(None, "/", None, _MS_REC | _MS_PRIVATE, None)
        scratch = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
        _mount("tmpfs", "/tmp", "tmpfs", scratch, "size=64m,nr_inodes=1024,mode=700")
        _mount("tmpfs", "/dev/shm", "tmpfs", scratch, "size=16m,nr_inodes=64,mode=700")
        for folder in hidden:
            _mount("tmpfs", folder, "tmpfs", scratch | _MS_RDONLY, "size=4k,nr_inodes=2,mode=555")
        limit_resources(limits, gpu=self._gpu)
        # Last of the mounts: /proc shows bubblewrap's own process, with the host's environment and memory.
        if self._gpu:  # CUDA reads what it shows of the driver and of the process itself: of this namespace alone
            _mount("proc", "/proc", "proc", scratch, None)
            # CUDA gives up where it cannot write the names of its threads. The rest must be read-only: where root
            # started the grader, /proc/sys is the host's and this process its owner.
            _mount("/proc/1", "/proc/1", None, _MS_BIND, None)
            _mount(None, "/proc", None, scratch | _MS_REMOUNT | _MS_BIND | _MS_RDONLY, None)
        else:
            _mount("tmpfs", "/proc", "tmpfs", scratch | _MS_RDONLY, "size=4k,nr_inodes=2,mode=555")
        os.chdir("/tmp")
        self._drop_privileges()

    def _drop_privileges(self) -> None:
        _must(_libc.prctl(_PR_CAP_AMBIENT, 4, 0, 0, 0), "prctl(PR_CAP_AMBIENT_CLEAR_ALL)")
        for capability in range(64):
            if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
                break  # past the last capability that this kernel knows
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
        nothing = (ctypes.c_uint32 * 6)()
        _must(_libc.capset(header, nothing), "capset")
        _must(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl(PR_SET_NO_NEW_PRIVS)")
        seccomp.install(self._filter, _libc)


def forbid_core_dumps() -> None:
    """Also to a program that core_pattern names, which no limit stops. Afterwards /proc/self is closed to writing, so
    CUDA must have started. Raises OSError."""
    _must(_libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "prctl(PR_SET_DUMPABLE)")


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None) -> None:
    encoded = [None if text is None else text.encode() for text in (source, target, kind, data)]
    _must(_libc.mount(encoded[0], encoded[1], encoded[2], flags, encoded[3]), f"mount {target}")


def limit_resources(limits: Mapping[str, Any], *, gpu: bool = False) -> None:
    """Rlimits that hold with and without the other walls. Lowers hard limits: there is no way back."""
    addresses, data = _memory()
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: int(limits["output_kb"]) << 10,
        # The host stops a check at its own CPU limit; this is the backstop for the whole of it.
        resource.RLIMIT_CPU: int(limits["total_cpu_seconds"]) + 1,
        resource.RLIMIT_NOFILE: 256,
    }
    budget = int(limits["memory_mb"]) << 20
    # The child starts with the zygote's mappings of torch, which are not its own doing.
    if gpu:  # CUDA reserves addresses by the terabyte; what counts is what can be written
        wanted[resource.RLIMIT_DATA] = data + _CUDA_BYTES + budget
    elif addresses:
        wanted[resource.RLIMIT_AS] = addresses + budget
    for kind, value in wanted.items():
        _, hard = resource.getrlimit(kind)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))


def _memory() -> tuple[int, int]:
    """Bytes of address space in use, and those of them that hold data; 0 where the system does not say."""
    try:
        with open("/proc/self/statm") as file:
            fields = [int(field) * resource.getpagesize() for field in file.read().split()]
            return fields[0], fields[5]
    except OSError:
        return 0, 0
