"""The heap that children inherit."""

from __future__ import annotations

import ctypes

_SIZES = [*(1 << exponent for exponent in range(17, 10, -1)), *range(1024, 8, -16)]
_ENOUGH = 8  # blocks in a row from the end of the heap: there is no hole of that size left


class _Statistics(ctypes.Structure):
    """struct mallinfo2 of the C library (glibc 2.33)."""

    _names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost"
    _fields_ = tuple((name, ctypes.c_size_t) for name in _names.split())


def fill_holes() -> None:
    """Use up the free blocks between those in use, for good.

    A forked child that gets one of them copies its whole page first; blocks from the end of the heap lie side by side
    on few pages. Importing torch leaves some 7 MiB of holes, which cost a child more than a thousand page faults of 4
    microseconds. Does nothing with another C library.
    """
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallinfo2"):
        return
    libc.mallinfo2.restype = _Statistics
    libc.malloc.restype = libc.sbrk.restype = ctypes.c_void_p
    libc.malloc.argtypes, libc.sbrk.argtypes = [ctypes.c_size_t], [ctypes.c_ssize_t]
    end = (libc.sbrk(0) or 0) - libc.mallinfo2().keepcost
    for size in _SIZES:
        from_the_end = 0
        while from_the_end < _ENOUGH:
            block = libc.malloc(size)
            if block is None:
                return
            from_the_end = from_the_end + 1 if block >= end else 0
