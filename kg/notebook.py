"""A page inside a notebook: an iframe that holds all of it, shut off from the notebook around it.

`srcdoc` keeps the page offline, also in a notebook that is passed on.  Without `allow-same-origin` in its
`sandbox` (https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-sandbox) nothing in the
page can read or change the notebook.
"""

from __future__ import annotations

from html import escape

__all__ = ["HEIGHT", "LARGEST", "frame", "message", "too_large"]

HEIGHT = 600
LARGEST = 10_000_000
"""A larger page (in bytes) is not put into a notebook, which would keep it in its file."""


def frame(page: str, *, title: str, instead: str) -> str:
    """Return the HTML of an iframe with `page`; for a page that is too large the words `instead` of it.

    >>> frame("<p>&amp;</p>", title="News", instead="").partition("srcdoc=")[2]
    '"&lt;p&gt;&amp;amp;&lt;/p&gt;"></iframe>'
    """
    if (size := len(page.encode("utf-8"))) > LARGEST:
        return too_large(size, instead)
    return (
        f'<iframe title="{escape(title)}" width="100%" height="{HEIGHT}" style="border:1px solid #ccc" '
        'sandbox="allow-scripts allow-downloads allow-modals" allow="clipboard-write" '
        f'srcdoc="{escape(page)}"></iframe>'
    )


def too_large(size: int, instead: str) -> str:
    """Return the words for a page of `size` bytes, and what there is `instead`."""
    return message(f"The page has {size / 1e6:.0f} MB, too much for a notebook. {instead}")


def message(words: str) -> str:
    """Return a sentence as HTML.

    >>> message("a < b")
    '<p>a &lt; b</p>'
    """
    return f"<p>{escape(words)}</p>"
