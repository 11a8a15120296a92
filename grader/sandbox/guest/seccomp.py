"""A seccomp filter that lets through what Python and torch need to compute, and nothing else.

An allow-list: a system call that is not here fails with EPERM (one that is newer than this table with ENOSYS, so that
the C library falls back to an older one). Not here, on purpose: new processes, sockets, mounts, namespaces, ptrace,
keyrings, bpf, io_uring, memfd_create (its memory counts against no limit), changes of identity and of time.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

# fmt: off
# name: (number on x86_64, number on aarch64)
_ALLOWED: dict[str, tuple[int, int | None]] = {
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "pwrite64": (18, 68), "close": (3, 57), "lseek": (8, 62), "fstat": (5, 80), "stat": (4, None),
    "lstat": (6, None), "newfstatat": (262, 79), "statx": (332, 291), "dup": (32, 23),
    "dup2": (33, None), "dup3": (292, 24), "pipe": (22, None), "pipe2": (293, 59), "open": (2, None),
    "openat": (257, 56), "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439),
    "getdents64": (217, 61), "getcwd": (79, 17), "chdir": (80, 49), "readlink": (89, None), "readlinkat": (267, 78),
    "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None), "unlink": (87, None), "unlinkat": (263, 35),
    "rename": (82, None), "renameat": (264, None), "renameat2": (316, 276), "ftruncate": (77, 46),
    "truncate": (76, 45), "fsync": (74, 82), "fdatasync": (75, 83), "fallocate": (285, 47), "fadvise64": (221, 223),
    "utimensat": (280, 88), "umask": (95, 166), "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53),
    "statfs": (137, 43), "fstatfs": (138, 44), "copy_file_range": (326, 285), "sendfile": (40, 71), "mmap": (9, 222),
    "munmap": (11, 215), "mprotect": (10, 226), "mremap": (25, 216), "madvise": (28, 233), "brk": (12, 214),
    "msync": (26, 227), "mincore": (27, 232), "futex": (202, 98), "set_robust_list": (273, 99),
    "get_robust_list": (274, 100), "set_tid_address": (218, 96), "rseq": (334, 293), "membarrier": (324, 283),
    "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "sched_setaffinity": (203, 122),
    "sched_getparam": (143, 121), "sched_getscheduler": (145, 120), "sched_get_priority_max": (146, 125),
    "sched_get_priority_min": (147, 126), "getpriority": (140, 141), "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "gettimeofday": (96, 169), "time": (201, None), "times": (100, 153), "getitimer": (36, 102),
    "setitimer": (38, 103), "alarm": (37, None), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139), "rt_sigpending": (127, 136), "rt_sigtimedwait": (128, 137),
    "rt_sigsuspend": (130, 133), "sigaltstack": (131, 132), "kill": (62, 129), "tkill": (200, 130),
    "tgkill": (234, 131), "pause": (34, None), "restart_syscall": (219, 128), "getpid": (39, 172),
    "getppid": (110, 173), "gettid": (186, 178), "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176),
    "getegid": (108, 177), "getresuid": (118, 148), "getresgid": (120, 150), "getgroups": (115, 158),
    "getpgid": (121, 155), "getpgrp": (111, None), "getsid": (124, 156), "getrusage": (98, 165),
    "getrlimit": (97, None), "sysinfo": (99, 179), "uname": (63, 160), "getcpu": (309, 168), "capget": (125, 90),
    "prctl": (157, 167), "arch_prctl": (158, None), "poll": (7, None), "ppoll": (271, 73), "select": (23, None),
    "pselect6": (270, 72), "epoll_create": (213, None), "epoll_create1": (291, 20), "epoll_ctl": (233, 21),
    "epoll_wait": (232, None), "epoll_pwait": (281, 22), "eventfd": (284, None), "eventfd2": (290, 19),
    "getrandom": (318, 278), "exit": (60, 93), "exit_group": (231, 94), "wait4": (61, 260), "waitid": (247, 95),
    "recvfrom": (45, 207), "sendto": (44, 206), "recvmsg": (47, 212), "sendmsg": (46, 211), "shutdown": (48, 210),
    "getsockopt": (55, 209), "prlimit64": (302, 261),
}
_FOR_A_GPU: dict[str, tuple[int, int | None]] = {
    "mlock": (149, 228), "munlock": (150, 229), "mlock2": (325, 284), "mbind": (237, 235),
    "get_mempolicy": (239, 236), "set_mempolicy": (238, 237), "memfd_create": (319, 279), "sched_setscheduler": (144, 119),
    "bind": (49, 200), "listen": (50, 201), "accept": (43, 202), "accept4": (288, 242), "getsockname": (51, 204),
}
# fmt: on
_CLONE, _CLONE3, _IOCTL, _FCNTL, _SOCKET = (56, 220), (435, 435), (16, 29), (72, 25), (41, 198)
_AF_UNIX = 1
_FCNTLS_REFUSED = (1024, 1026)  # F_SETLEASE and F_NOTIFY, which other processes would feel
_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIO[N]CLEX
_NEWEST = 462  # numbers from here on are unknown to this table
_CLONE_THREAD = 0x00010000
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _JEQ, _JGE, _JSET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _ARGUMENT = 0, 4, (16, 24)  # offsets into struct seccomp_data; arguments 0 and 1, low words


def supported() -> bool:
    return platform.machine() in _AUDIT_ARCH


def build(*, gpu: bool = False) -> bytes:
    """The filter as an array of struct sock_filter, for this machine's architecture. With `gpu` it lets through what
    CUDA asks of its driver: every ioctl, since they have hundreds; there is nothing else in /dev that would answer one.
    And a Unix socket to listen on, without which CUDA does not start; connect stays refused.
    """
    machine = platform.machine()
    column = 0 if machine == "x86_64" else 1

    def op(code: int, k: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("=HBBI", code, yes, no, k)

    def refuse(error: int) -> bytes:
        return op(_RETURN, _ERRNO | error)

    allow = op(_RETURN, _ALLOW)
    program = [op(_LOAD, _ARCH), op(_JEQ, _AUDIT_ARCH[machine], 1, 0), op(_RETURN, _KILL), op(_LOAD, _NUMBER)]
    program += [op(_JGE, _NEWEST, 0, 1), refuse(errno.ENOSYS)]
    for numbers in (*_ALLOWED.values(), *(_FOR_A_GPU.values() if gpu else ())):
        if (number := numbers[column]) is not None:
            program += [op(_JEQ, number, 0, 1), allow]
    # clone3 hides its flags behind a pointer, so the C library is sent back to clone, whose flags can be read.
    program += [op(_JEQ, _CLONE3[column], 0, 1), refuse(errno.ENOSYS)]
    program += [op(_JEQ, _CLONE[column], 0, 4), op(_LOAD, _ARGUMENT[0]), op(_JSET, _CLONE_THREAD, 0, 1), allow]
    program += [refuse(errno.EPERM)]
    program += [op(_JEQ, _FCNTL[column], 0, 2 + 2 * len(_FCNTLS_REFUSED)), op(_LOAD, _ARGUMENT[1])]
    for command in _FCNTLS_REFUSED:
        program += [op(_JEQ, command, 0, 1), refuse(errno.EPERM)]
    program += [allow]
    if gpu:
        program += [op(_JEQ, _IOCTL[column], 0, 1), allow]
        program += [op(_JEQ, _SOCKET[column], 0, 4), op(_LOAD, _ARGUMENT[0]), op(_JEQ, _AF_UNIX, 0, 1), allow]
        program += [refuse(errno.EPERM)]
    program += [op(_JEQ, _IOCTL[column], 0, 2 + 2 * len(_IOCTLS)), op(_LOAD, _ARGUMENT[1])]
    for request in _IOCTLS:
        program += [op(_JEQ, request, 0, 1), allow]
    program += [refuse(errno.EPERM), refuse(errno.EPERM)]
    return b"".join(program)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def install(program: bytes, libc: ctypes.CDLL) -> None:
    """Load the filter into this process; needs no_new_privs. Raises OSError."""
    pr_set_seccomp, seccomp_mode_filter = 22, 2
    argument = _Program(len(program) // 8, program)
    if libc.prctl(pr_set_seccomp, seccomp_mode_filter, ctypes.byref(argument), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_SECCOMP)")
