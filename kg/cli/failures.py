"""What happens when something goes wrong: one line on stderr and the exit code; the traceback only with
--debug.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from kg.cli.console import note, state
from kg.errors import ConfigError, FormatError, KgError

__all__ = ["run"]

_INPUT, _USE, _INTERRUPTED, _CLOSED = 1, 2, 130, 141


def run(command: Callable[[], None]) -> int:
    """Run `command` and return the exit code of the process."""
    try:
        command()
        sys.stdout.flush()
    except SystemExit as leaving:
        return _flushed(leaving.code)
    except BrokenPipeError:
        return _closed()
    except KeyboardInterrupt:
        note("kg: interrupted; nothing was changed")
        return _INTERRUPTED
    except KgError as error:
        return _failed(str(error), _USE if isinstance(error, ConfigError | FormatError) else _INPUT)
    except OSError as error:
        return _failed(f"{error.filename or 'system'}: {error.strerror or error}", _INPUT)
    except Exception as error:
        text = f"{type(error).__name__}: {error} (a fault of kg: please report it with what --debug shows)"
        return _failed(text, _INPUT)
    return 0


def _failed(text: str, code: int) -> int:
    """Tell what is wrong; with --debug, let the traceback through."""
    if state.debug:
        raise
    note(f"kg: {' '.join(text.split())}")
    return code


def _flushed(code: str | int | None) -> int:
    """Return an exit code after all that was printed has left; a reader that has gone away is no failure."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _closed()
    return code if isinstance(code, int) else int(code is not None)


def _closed() -> int:
    """Leave quietly when the reader of stdout has gone (`kg show … | head`)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _CLOSED
