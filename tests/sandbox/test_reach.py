"""What is within reach from inside: system calls by family, and paths. Each table is tried by one student's program."""

from __future__ import annotations

import errno
import platform
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from jails import run, value

from grader.sandbox import bubblewrap
from grader.sandbox.jobs import Status
from grader.sandbox.worker import Worker

# --- system calls --------------------------------------------------------------------------------------------------

NS = 0x10000000  # CLONE_NEWUSER
REFUSED: dict[str, dict[str, tuple[int, ...]]] = {  # family: {name: (number on x86_64, arguments)}
    "mounts": {"mount": (165,), "umount2": (166,), "pivot_root": (155,), "chroot": (161,), "open_tree": (428,), "move_mount": (429,), "fsopen": (430,), "fsconfig": (431,), "fsmount": (432,), "fspick": (433,), "mount_setattr": (442,), "statmount": (457,), "listmount": (458,), "swapon": (167,), "swapoff": (168,), "quotactl": (179,), "quotactl_fd": (443,), "acct": (163,), "sysfs": (139,), "ustat": (136,)},
    "namespaces": {"unshare": (272, NS), "setns": (308, 0, 0), "clone with a user namespace": (56, NS | 17), "clone with a mount namespace": (56, 0x00020000 | 17), "clone with a network namespace": (56, 0x40000000 | 17)},
    "processes": {"fork": (57,), "vfork": (58,), "clone": (56, 17), "execve": (59,), "execveat": (322,), "setsid": (112,), "setpgid": (109,), "personality": (135, 0xFFFFFFFF), "seccomp": (317,), "uselib": (134,), "modify_ldt": (154,)},
    "other processes": {"ptrace": (101, 0), "process_vm_readv": (310, 1), "process_vm_writev": (311, 1), "process_madvise": (440,), "kcmp": (312, 1, 1), "pidfd_open": (434, 1), "pidfd_getfd": (438,), "pidfd_send_signal": (424,), "rt_sigqueueinfo": (129,), "ioprio_set": (251,), "setpriority": (141,), "sched_setscheduler": (144,), "sched_setattr": (314,), "migrate_pages": (256,), "move_pages": (279,)},
    "identity": {"setuid": (105, 0), "setgid": (106, 0), "setreuid": (113, 0, 0), "setregid": (114, 0, 0), "setresuid": (117, 0, 0, 0), "setresgid": (119, 0, 0, 0), "setgroups": (116, 0), "setfsuid": (122, 0), "setfsgid": (123, 0), "capset": (126,)},
    "keys": {"add_key": (248,), "request_key": (249,), "keyctl": (250, 0, -3, 1)},
    "kernel": {"bpf": (321,), "perf_event_open": (298,), "userfaultfd": (323,), "io_uring_setup": (425, 8), "io_uring_enter": (426,), "io_uring_register": (427,), "kexec_load": (246,), "kexec_file_load": (320,), "init_module": (175,), "finit_module": (313,), "delete_module": (176,), "syslog": (103, 3), "iopl": (172, 3), "ioperm": (173,), "lookup_dcookie": (212,), "landlock_create_ruleset": (444, 0, 0, 1), "lsm_get_self_attr": (459,), "memfd_create": (319,), "memfd_secret": (447,)},
    "the machine": {"reboot": (169,), "sethostname": (170,), "setdomainname": (171,), "settimeofday": (164,), "clock_settime": (227,), "adjtimex": (159,), "clock_adjtime": (305,), "vhangup": (153,)},
    "sockets": {f"socket of family {family}": (41, family, kind) for family, kind in ((1, 1), (2, 1), (2, 2), (2, 3), (10, 1), (16, 3), (17, 3), (21, 5), (31, 3), (38, 5), (40, 1), (44, 3))} | {"socketpair": (53, 1, 1), "connect": (42,), "bind": (49,), "listen": (50,), "accept": (43,), "accept4": (288,), "getsockname": (51,), "getpeername": (52,), "setsockopt": (54,), "sendmmsg": (307,), "recvmmsg": (299,)},
    "files": {"mknod": (133,), "mknodat": (259,), "link": (86,), "linkat": (265,), "symlink": (88,), "symlinkat": (266,), "chown": (92,), "fchownat": (260,), "setxattr": (188,), "open_by_handle_at": (304,), "name_to_handle_at": (303,), "openat2": (437,), "fanotify_init": (300,), "inotify_init": (253,), "inotify_init1": (294,), "splice": (275,), "tee": (276,), "vmsplice": (278,)},
    "what outlives a process": {"shmget": (29, 0, 4096, 0o1600), "semget": (64, 0, 1, 0o1600), "msgget": (68, 0, 0o1600), "mq_open": (240,), "timer_create": (222,), "timerfd_create": (283,), "signalfd4": (289,)},
    "terminals": {"ioctl TIOCSTI": (16, 0, 0x5412), "ioctl TIOCSCTTY": (16, 0, 0x540E), "ioctl TIOCLINUX": (16, 0, 0x541C)},
}  # fmt: skip
# Number -> what it is. The C library falls back to older calls; an x32 call does not slip through by its other number.
UNKNOWN = {435: "clone3", 462: "mseal", 9999: "a call of the future", 0x40000000 | 41: "socket, in x32's numbers"}

CALLS = """
import ctypes

libc = ctypes.CDLL(None, use_errno=True)

def answer(check):
    return {name: libc.syscall(*arguments) == -1 and ctypes.get_errno() for name, arguments in TABLE.items()}
"""

x86_64 = pytest.mark.skipif(platform.machine() != "x86_64", reason="the numbers are those of x86_64")


@x86_64
@pytest.mark.parametrize("family", REFUSED)
def test_system_calls_are_refused(confined: Worker, tmp_path: Path, family: str) -> None:
    got = value(confined, tmp_path, f"TABLE = {REFUSED[family]!r}\n{CALLS}")
    assert got == dict.fromkeys(REFUSED[family], errno.EPERM)


@x86_64
def test_system_calls_that_nobody_knows_are_not_there(confined: Worker, tmp_path: Path) -> None:
    table = {name: (number, 0, 0, 0) for number, name in UNKNOWN.items()}
    assert value(confined, tmp_path, f"TABLE = {table!r}\n{CALLS}") == dict.fromkeys(table, errno.ENOSYS)


@x86_64
def test_system_calls_of_32_bits_end_the_process(confined: Worker, tmp_path: Path) -> None:
    code = r"""
    import ctypes, mmap

    def answer(check):
        memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        memory.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20 (getpid); int 0x80; ret
        return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))()
    """
    (outcome,) = run(confined, tmp_path, code)
    assert outcome.status is Status.ENDED and outcome.error == "signal"


def test_nothing_is_left_of_privileges(confined: Worker, tmp_path: Path) -> None:
    code = """
    import ctypes, os

    libc = ctypes.CDLL(None)

    def answer(check):
        header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        libc.capget(header, sets)
        bounding = [libc.prctl(23, capability, 0, 0, 0) for capability in range(41)]
        return {
            "capabilities": list(sets), "bounding": [c for c in bounding if c == 1], "no_new_privs": libc.prctl(39, 0, 0, 0, 0),
            "ids": [*os.getresuid(), *os.getresgid()], "pid": os.getpid(), "parent": os.getppid(), "host": os.uname().nodename,
        }
    """
    assert value(confined, tmp_path, code) == {
        "capabilities": [0] * 6, "bounding": [], "no_new_privs": 1,
        "ids": [65534] * 6, "pid": 1, "parent": 0, "host": "sandbox",
    }  # fmt: skip


def test_there_are_no_descriptors_but_its_own_streams_and_the_channel(confined: Worker, tmp_path: Path) -> None:
    code = """
    import os, stat

    def kind(descriptor):
        try:
            return stat.S_IFMT(os.fstat(descriptor).st_mode)
        except OSError:
            return None

    def answer(check):
        return [kind(descriptor) for descriptor in range(256) if kind(descriptor) is not None]
    """
    file, socket, device = 0o100000, 0o140000, 0o020000
    got = value(confined, tmp_path, code)
    assert isinstance(got, list) and sorted(map(str, got)) == sorted(map(str, [device, file, file, file, socket]))


# --- paths ---------------------------------------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[2]
# "-" is not there; "r" can be read; "w" can be written, or, for a folder, holds what it holds and can be added to.
PATHS: dict[str, str] = {
    "/": "r", "/usr": "r", "/usr/bin/env": "r", "/bin": "r", "/packages": "r", "/packages/0": "r", "/packages/0/torch": "r", "/grader": "r",
    "/grader/grader/__init__.py": "r", "/grader/grader/checks": "r", "/grader/grader/sandbox/guest": "r",
    "/proc": "r", "/proc/self": "-", "/proc/1": "-", "/proc/1/environ": "-", "/proc/1/root": "-", "/proc/version": "-",
    "/proc/cpuinfo": "-", "/proc/meminfo": "-", "/proc/mounts": "-", "/proc/net": "-", "/proc/sys": "-", "/proc/kcore": "-",
    "/proc/keys": "-", "/proc/sysrq-trigger": "-",
    "/sys": "r", "/sys/kernel": "r", "/sys/kernel/mm/transparent_hugepage/enabled": "r", "/sys/kernel/mm/ksm": "-",
    "/sys/kernel/debug": "-", "/sys/kernel/security": "-", "/sys/fs": "-", "/sys/class": "-", "/sys/devices": "-",
    "/sys/module": "-", "/sys/firmware": "-",
    "/etc": "r", "/etc/ld.so.cache": "r", "/etc/passwd": "-", "/etc/shadow": "-", "/etc/group": "-", "/etc/hosts": "-",
    "/etc/resolv.conf": "-", "/etc/machine-id": "-", "/etc/ssl": "-", "/etc/ssh": "-", "/etc/environment": "-",
    "/dev": "r", "/dev/null": "w", "/dev/zero": "w", "/dev/random": "w", "/dev/urandom": "w",  # a device is no file
    "/dev/mem": "-", "/dev/kmem": "-", "/dev/kmsg": "-", "/dev/port": "-", "/dev/tty": "-", "/dev/ptmx": "-", "/dev/pts": "-",
    "/dev/console": "-", "/dev/fuse": "-", "/dev/kvm": "-", "/dev/net": "-", "/dev/sda": "-", "/dev/loop0": "-",
    "/dev/nvidia0": "-", "/dev/fd": "-", "/dev/stdin": "-", "/dev/mqueue": "-", "/dev/hugepages": "-", "/dev/log": "-",
    "/tmp": "w", "/dev/shm": "w", "/run": "-", "/var": "-", "/mnt": "-", "/media": "-", "/srv": "-", "/boot": "-",
    "/lost+found": "-", "/.dockerenv": "-",
    str(ROOT / "pyproject.toml"): "-", str(ROOT / "grader"): "-", str(ROOT / "reference"): "-",
    str(ROOT / "assignments"): "-", str(ROOT / "tests"): "-", str(ROOT / ".git"): "-", str(Path.home() / ".ssh"): "-",
    str(Path.home() / ".cache"): "-", str(Path.home() / ".config"): "-",
}  # fmt: skip

LOOK = """
import errno, os

def can(path, flags):
    try:
        os.close(os.open(path, flags))
    except OSError as error:
        assert error.errno in (errno.ENOENT, errno.EACCES, errno.EROFS, errno.EPERM, errno.ENOSPC, errno.ENOTDIR), error
        return False
    return True

def reach(path):
    folder = os.path.isdir(path)
    if can(f"{path}/added", os.O_WRONLY | os.O_CREAT) if folder else can(path, os.O_WRONLY):
        return "w"
    return "r" if can(path, os.O_RDONLY) else "?" if os.path.lexists(path) else "-"

def answer(check):
    return {path: reach(path) for path in PATHS}
"""


def test_paths_are_within_reach_or_not(confined: Worker, tmp_path: Path) -> None:
    another = tmp_path / "another.py"
    another.write_text("secret")
    wanted = {**PATHS, str(tmp_path): "-", str(another): "-", sys.base_prefix: "r"}
    got = value(confined, tmp_path, f"PATHS = {list(wanted)!r}\n{LOOK}")
    assert isinstance(got, Mapping)
    assert {path: how for path, how in got.items() if how != wanted[path]} == {}


def test_folders_hold_nothing_else(confined: Worker, tmp_path: Path) -> None:
    folders = (
        "/dev",
        "/etc",
        "/proc",
        "/sys",
        "/sys/kernel",
        "/sys/kernel/mm",
        "/tmp",
        "/dev/shm",
        "/grader",
        "/packages",
    )
    code = (
        f"import os\ndef answer(check):\n    return {{folder: sorted(os.listdir(folder)) for folder in {folders!r}}}\n"
    )
    assert value(confined, tmp_path, code) == {
        "/dev": ["null", "random", "shm", "urandom", "zero"], "/etc": ["ld.so.cache"], "/proc": [], "/sys": ["kernel"],
        "/sys/kernel": ["mm"], "/sys/kernel/mm": ["transparent_hugepage"], "/tmp": [], "/dev/shm": [], "/grader": ["grader"],
        "/packages": [str(i) for i in range(len(bubblewrap.package_roots()))],
    }  # fmt: skip


def test_the_root_holds_the_system_and_the_way_to_python(confined: Worker, tmp_path: Path) -> None:
    names = value(confined, tmp_path, "import os\ndef answer(check):\n    return os.listdir('/')\n")
    assert isinstance(names, list)
    system = {"usr", "bin", "sbin", "lib", "lib32", "lib64", "etc", "sys", "dev", "proc", "tmp", "packages", "grader"}
    assert set(map(str, names)) <= system | {Path(sys.base_prefix).parts[1]}


def test_no_file_becomes_a_program(confined: Worker, tmp_path: Path) -> None:
    code = """
    import ctypes, os

    def answer(check):
        seen = []
        for folder in ("/tmp", "/dev/shm"):
            path = os.path.join(folder, "library.so")
            with open("/usr/bin/env", "rb") as source, open(path, "wb") as copy:
                copy.write(source.read(4096))
            os.chmod(path, 0o4755)
            try:
                os.execv(path, ["env"])
            except OSError as error:
                seen.append(type(error).__name__)
            try:
                ctypes.CDLL(path)
            except OSError:
                seen.append("not loaded")
        return seen
    """
    assert value(confined, tmp_path, code) == ["PermissionError", "not loaded"] * 2
