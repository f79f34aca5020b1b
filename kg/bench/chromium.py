"""A headless Chromium for the bench of the page, its tests and its pictures: opens a page from disk, presses,
types, and tells what left the page.

Needs selenium (extra "dev") and Debian's `chromium` and `chromium-driver`; `missing` says what is not there.
Nothing else in kg needs a browser.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import KgError

__all__ = ["PHONE", "SCREEN", "Browser", "missing"]

SCREEN, PHONE = (1440, 900), (390, 844)
"""Width and height of the two windows that the page is made for."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1440,900",
)
INSIDE = ("file:", "data:", "blob:", "about:", "chrome:")
"""Addresses that do not leave the machine."""

AXE = "axe_playwright_python"
"""The package that carries axe-core; nothing of it but that file is used."""

STEP = 0.05
"""Seconds between two looks at something that is waited for."""


def missing() -> str:
    """Return what has to be installed before a `Browser` can start, "" if nothing."""
    if importlib.util.find_spec("selenium") is None:
        return "selenium is not installed: pip install 'kg-text[dev]'"
    if not (_chromium() and shutil.which("chromedriver")):
        return "no Chromium with its driver: apt-get install chromium chromium-driver"
    return ""


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def axe_core() -> str | None:
    """Return the script of axe-core (Deque, MPL-2.0), None where its package is not installed."""
    spec = importlib.util.find_spec(AXE)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0], "axe.min.js").read_text(encoding="utf-8") if places else None


class Browser:
    """A headless Chromium with one tab, whose window is `SCREEN` until `size` says otherwise.

    `folder` is where the pages that are opened, the profile and what the page saves lie; it must exist.
    Raises `KgError` where something is `missing`.
    """

    def __init__(self, folder: Path) -> None:
        if missing():
            raise KgError("the page needs a browser here", remedy=missing())
        from selenium import webdriver

        options = webdriver.ChromeOptions()
        options.binary_location = str(_chromium())
        for flag in [*FLAGS, f"--user-data-dir={folder / 'profile'}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.add_experimental_option("perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
        service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_script_timeout(120)
        self.folder = folder
        self.saved = folder / "saved"
        self.saved.mkdir(exist_ok=True)
        where = {"behavior": "allow", "downloadPath": str(self.saved)}
        self.command("Browser.setDownloadBehavior", **where)
        self.reset()

    def __enter__(self) -> Self:
        """Return this browser."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        """End the browser."""
        self.quit()

    def quit(self) -> None:
        """End the browser."""
        self.driver.quit()

    def command(self, name: str, **arguments: object) -> Any:
        """Send one command of the Chrome DevTools Protocol."""
        return self.driver.execute_cdp_cmd(name, arguments)

    # What is looked at

    def open(self, page: str, address: str = "") -> None:
        """Write `page` to disk and open it from there; `address` begins with "#". Waits until it is ready."""
        path = self.folder / "page.html"
        path.write_text(page, encoding="utf-8")
        self.visit(path, address)
        assert self.run("return document.documentElement.dataset.ready") == "yes"

    def visit(self, path: Path, address: str = "") -> None:
        """Open a file and wait until it has loaded."""
        self.driver.get("about:blank")
        self.problems()
        self.driver.get(path.resolve().as_uri() + address)

    def size(self, width: int, height: int) -> None:
        """Make the inner window so many CSS pixels large."""
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def media(self, *, dark: bool = False, paper: bool = False) -> None:
        """Show the page as a system with dark colours does, or as it is printed."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", media="print" if paper else "", features=[scheme])

    def reset(self) -> None:
        """Go back to a large window with light colours."""
        self.size(*SCREEN)
        self.media()

    def screenshot(self, path: Path) -> None:
        """Save what is in the window as a PNG."""
        taken = self.command("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(taken["data"]))

    # What is asked

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of a function in the page and return its value."""
        return self.driver.execute_script(script, *arguments)

    def later(self, script: str, *arguments: object) -> Any:
        """Run a script that calls `done(value)` at its end, and return the value."""
        return self.driver.execute_async_script(
            f"const done = arguments[arguments.length - 1];{script}", *arguments
        )

    def frames(self, count: int = 2) -> None:
        """Wait until the page has been drawn `count` times."""
        self.later(
            "let n = arguments[0]; (function f() { n-- > 0 ? requestAnimationFrame(f) : done(); })()", count
        )

    def text(self, selector: str) -> str:
        """Return the visible text of all elements that `selector` finds, a line each."""
        script = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText).join('\\n')"
        return str(self.run(script, selector))

    def wait(self, script: str, *, seconds: float = 10) -> None:
        """Wait until an expression is true. Raises `AssertionError` if that takes too long."""
        for _ in range(round(seconds / STEP)):
            if self.run(f"return Boolean({script})"):
                return
            self.later("setTimeout(done, arguments[0])", STEP * 1000)
        raise AssertionError(f"never true: {script}")

    def problems(self) -> list[str]:
        """Return errors and warnings of the console, and requests that left the page, since the last call."""
        log = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [
            entry["message"] for entry in log if entry["level"] in {"SEVERE", "WARNING"}
        ] + self.requests()

    def requests(self) -> list[str]:
        """Return the addresses outside of the page that were asked for since the last call."""
        found = []
        for entry in self.driver.get_log("performance"):  # type: ignore[no-untyped-call]
            message = json.loads(entry["message"])["message"]
            address = _address(message["method"], message["params"])
            if address and not address.startswith(INSIDE):
                found.append(address)
        return found

    def axe(self, context: str = "", *, rules: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        """Return what axe-core finds wrong with the page, or with the element that the selector `context`
        names: `id`, `impact` ("minor", "moderate", "serious", "critical"), `help`, `nodes` (selectors).

        `rules` is the option of that name of https://www.deque.com/axe/core-documentation/api-documentation/.
        Raises `KgError` where axe-core is not installed.
        """
        script = axe_core()
        if script is None:
            raise KgError("axe-core is not installed", remedy="pip install 'kg-text[dev]'")
        if not self.run("return 'axe' in window"):
            self.run(script + ";window.axe = axe;")
        found = self.later(
            "axe.run(arguments[0] || document, {resultTypes: ['violations'], rules: arguments[1]})"
            ".then(r => done(r.violations), e => done(String(e)))",
            context,
            dict(rules or {}),
        )
        if isinstance(found, str):
            raise KgError(f"axe-core failed: {found}")
        return [
            {
                "id": one["id"],
                "impact": one["impact"],
                "help": one["help"],
                "nodes": [" ".join(map(str, node["target"])) for node in one["nodes"]],
            }
            for one in found
        ]

    # What a person does

    def move(self, x: float, y: float) -> None:
        """Put the pointer `x`, `y` pixels away from the middle of the canvas."""
        self._chain().move_to_element_with_offset(self._canvas(), round(x) - 3, round(y)).move_by_offset(
            3, 0
        ).perform()

    def click(self, x: float, y: float) -> None:
        """Click `x`, `y` pixels away from the middle of the canvas, as a person would."""
        self._chain().move_to_element_with_offset(self._canvas(), round(x), round(y)).click().perform()

    def press(self, selector: str) -> None:
        """Click the element that `selector` finds, as a person would."""
        self._chain().click(self.driver.find_element("css selector", selector)).perform()

    def type(self, *keys: str) -> None:
        """Press keys one after another; `selenium.webdriver.Keys` has the special ones."""
        self._chain().send_keys(*keys).perform()

    def mouse(self, kind: str, x: float, y: float, *, held: bool = False) -> None:
        """Send one mouse event, "Moved", "Pressed" or "Released", at a place of the window."""
        held = held or kind != "Moved"
        self.command(
            "Input.dispatchMouseEvent",
            type=f"mouse{kind}",
            x=x,
            y=y,
            button="left" if held else "none",
            buttons=1 if held and kind != "Released" else 0,
            clickCount=1 if kind != "Moved" else 0,
        )

    def _chain(self) -> Any:
        from selenium.webdriver import ActionChains

        return ActionChains(self.driver, duration=0)

    def _canvas(self) -> Any:
        return self.driver.find_element("css selector", "#canvas canvas")


def _address(method: str, arguments: Mapping[str, Any]) -> str:
    """Return the address of a network event, "" where it asks for nothing.

    >>> _address("Network.webSocketCreated", {"url": "wss://example.org"})
    'wss://example.org'
    """
    if method == "Network.requestWillBeSent":
        return str(arguments["request"]["url"])
    return str(arguments["url"]) if method == "Network.webSocketCreated" else ""
