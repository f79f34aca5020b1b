"""Pictures of a built page for human eyes: at the size of a screen and of a phone, light and dark.

    python -m kg.bench.shots OUTPUT FOLDER [ADDRESS …]

`OUTPUT` is a folder that kg build wrote, or a page; each `ADDRESS` ("view=table", "node=en_…") is one more
state of it. Needs what `kg.bench.chromium` needs.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.bench.chromium import PHONE, SCREEN, Browser

__all__ = ["shots"]


def shots(page: Path, folder: Path, addresses: Sequence[str] = ()) -> Iterator[Path]:
    """Write the pictures of a page, and of each of its `addresses`, and yield their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile, Browser(Path(profile)) as browser:
        for number, address in enumerate(["", *addresses]):
            for name, size in (("screen", SCREEN), ("phone", PHONE)):
                for colours in ("light", "dark"):
                    browser.size(*size)
                    browser.media(dark=colours == "dark")
                    browser.visit(page, f"#{address}" if address else "")
                    browser.wait("document.documentElement.dataset.ready === 'yes'", seconds=60)
                    browser.frames(4)
                    path = folder / f"{number}-{name}-{colours}.png"
                    browser.screenshot(path)
                    yield path


def main(arguments: Sequence[str]) -> None:
    """Do what the command line says."""
    output, folder, *addresses = arguments
    page = Path(output, "graph.html") if Path(output).is_dir() else Path(output)
    for path in shots(page, Path(folder), addresses):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
