"""Takes from a process everything but reading and writing what it already holds.

Limits of the system go for every machine. On x86-64 and ARM64 a seccomp filter comes on top: any
system call that is not on the list below fails, so that a parser that was taken over can neither
reach another process of the same user nor the network.
"""

import ctypes
import platform
import resource
import struct

_PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 4, 22, 38
_SECCOMP_MODE_FILTER = 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001  # the latter: with "operation not permitted"
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4

# read, write, close, mmap, mprotect, munmap, brk, rt_sigaction, rt_sigprocmask, rt_sigreturn,
# mremap, madvise, getpid, exit, futex, sched_yield, clock_gettime, exit_group, getrandom
_X86_64 = (0, 1, 3, 9, 10, 11, 12, 13, 14, 15, 25, 28, 39, 60, 202, 24, 228, 231, 318)
_ARM64 = (63, 64, 57, 222, 226, 215, 214, 134, 135, 139, 216, 233, 172, 93, 98, 124, 113, 94, 278)
_KNOWN = {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _ARM64)}

_LIMITS = {
    resource.RLIMIT_AS: 768 * 1024 * 1024,
    resource.RLIMIT_CPU: 10,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NOFILE: 0,
    resource.RLIMIT_NPROC: 0,
    resource.RLIMIT_CORE: 0,
}

_prctl = ctypes.CDLL(None, use_errno=True).prctl


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _instructions() -> bytes:
    """Refuse another architecture; allow each number on the list; refuse the rest."""
    architecture, numbers = _KNOWN[platform.machine()]
    listed = [
        struct.pack("HBBI", _IF_EQUAL, len(numbers) - n, 0, number)
        for n, number in enumerate(numbers)
    ]
    return b"".join(
        (
            struct.pack("HBBI", _LOAD, 0, 0, _ARCHITECTURE_AT),
            struct.pack("HBBI", _IF_EQUAL, 0, len(numbers) + 1, architecture),
            struct.pack("HBBI", _LOAD, 0, 0, _NUMBER_AT),
            *listed,
            struct.pack("HBBI", _RETURN, 0, 0, _REFUSE),
            struct.pack("HBBI", _RETURN, 0, 0, _ALLOW),
        )
    )


def never_gain() -> None:
    """The process and its children get no further rights, leave no core and cannot be traced."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def confine() -> None:
    """From here on the process only computes, reads and writes what is open, and ends.

    Raises:
        OSError: the system refuses the filter.
    """
    for limit, value in _LIMITS.items():
        resource.setrlimit(limit, (value, value))
    if platform.machine() not in _KNOWN:
        return
    instructions = _instructions()
    held = ctypes.create_string_buffer(instructions, len(instructions))
    program = _Program(len(instructions) // 8, ctypes.cast(held, ctypes.c_void_p))
    if _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "the filter of system calls was refused")
