"""How far a build is, on stderr: a moving line on a terminal, one line a stage elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.cli.console import console, note, state

if TYPE_CHECKING:
    from rich.status import Status

    from kg.pipeline import Progress

__all__ = ["ShownProgress"]

_DOING = {
    "load": "loading the language model and the vocabulary",
    "read": "reading",
    "resolve": "resolving mentions to entities",
    "ground": "grounding statements in the ontology",
    "build": "building the graph",
    "render": "rendering the page",
    "write": "writing",
}


class ShownProgress:
    """A context in which calls with a `Progress` are shown; with --quiet it shows nothing."""

    def __init__(self) -> None:
        """Find out who looks."""
        self._console = console("stderr")
        self._status: Status | None = None
        self._stage = ""

    def __enter__(self) -> Self:
        """Start the moving line where there is a terminal."""
        if self._console.is_terminal and not state.quiet:
            self._status = self._console.status("starting")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the moving line."""
        if self._status:
            self._status.stop()

    def __call__(self, progress: Progress) -> None:
        """Show one step."""
        text = _sentence(progress)
        if self._status:
            self._status.update(text)
        elif progress.stage != self._stage or (progress.stage == "read" and _round(progress)):
            note(text, always=False)
        self._stage = progress.stage


def _round(progress: Progress) -> bool:
    """Tell whether a tenth of the files is done just now."""
    tenth = max(1, progress.total // 10)
    return 0 < progress.done < progress.total and progress.done % tenth == 0 and progress.total >= 20


def _sentence(progress: Progress) -> str:
    """Return what is being done, in words."""
    words = _DOING.get(progress.stage, progress.stage)
    if progress.stage == "read":
        words += f" file {min(progress.done + 1, progress.total)} of {progress.total}"
    found = ", ".join(
        f"{number} {name}" for name, number in progress.counts.items() if name in _COUNTED and number
    )
    return f"{words} ({found})" if found else words


_COUNTED = ("documents", "statements", "entities")
