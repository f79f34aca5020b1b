"""The page: pyvis' Jinja environment with our template, and the policy that shuts everything else out.

The Content-Security-Policy is that of https://www.w3.org/TR/CSP3/: nothing may be loaded, and only the two
scripts and the style sheets whose hashes it names may run, so that a name that slipped through as markup
could still do nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import category

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.views import assets
from kg.views.adopt import adopt
from kg.views.drawing import draw
from kg.views.records import as_json, gather
from kg.views.wire import TEXT_LIMIT, pack, pack_drawing

__all__ = ["render"]


def render(
    graph: nx.MultiDiGraph,
    *,
    title: str,
    positions: Mapping[Any, Sequence[float]] | None = None,
    texts: Mapping[str, str] | None = None,
    text_limit: int = TEXT_LIMIT,
    settled: bool = False,
    language: str = "en",
) -> str:
    """Return a self-contained HTML page that shows `graph`; write it as UTF-8.

    `graph` is what the network room builds: a node an entity, an edge a statement, the records of all
    statements in `graph.graph["statements"]`.  It is not changed, and attributes may be missing.  `positions`
    maps nodes to (x, y) in any unit, y downwards; nodes without one, or all of them if None, are laid out
    here.  Components are turned, spread and packed, unless the positions are `settled`: then they are kept as
    they are, a node being about 20 units wide.  `texts` are the documents by id: with them each sentence is
    in the page once, and documents can be read there; those beyond `text_limit` characters in all are left
    out, and the page says so.  `language` names the file with the words of the page (`assets/texts`).  The
    same input gives the same text.  Raises `InputError` for what is no network with directions.

    >>> import networkx as nx
    >>> page = render(nx.MultiDiGraph(), title="Arms & <men>")
    >>> "<title>Arms &amp; &lt;men&gt;</title>" in page
    True
    """
    graph = adopt(graph)
    network = draw(graph, positions=positions, settled=settled)
    network.heading = _plain(title)
    records = gather(graph, language=language)
    network.templateEnv = _environment(records, pack(records, texts or {}, text_limit=text_limit))
    network.path = "page.html"
    return str(network.generate_html())


def _environment(records: Mapping[str, Any], packed: Mapping[str, Any]) -> Environment:
    """Return the Jinja environment: all is escaped but our own files and what `as_json` has made safe."""

    def drawing(nodes: Any, edges: Any, options: str) -> Markup:
        return Markup(as_json(pack_drawing(nodes, edges, json.loads(options), records["statements"])))

    environment = Environment(
        loader=PackageLoader("kg.views", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    css, engine, script = assets.style(), assets.engine(), assets.script()
    environment.globals |= {
        "css": Markup(css),
        "engine": Markup(engine),
        "script": Markup(script),
        "policy": _policy(scripts=(engine, script), styles=(css,)),
        "drawing": drawing,
        "records": Markup(as_json(packed)),
        "texts": records["texts"],
        "language": records["texts"]["language"],
    }
    return environment


def _policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return the Content-Security-Policy that lets exactly `scripts` and `styles` run and loads nothing."""
    script_hashes = " ".join(f"'{_digest(script)}'" for script in scripts)
    # vis-network adds its style sheets empty and fills them then, so the hash of nothing is needed too.
    allowed = [_digest(style) for style in (*styles, "")] + list(assets.engine_facts()["styles"])
    style_hashes = " ".join(f"'{digest}'" for digest in allowed)
    return (
        f"default-src 'none'; script-src {script_hashes}; style-src {style_hashes}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    """Return the hash of an inline script or style as a policy names it.

    >>> _digest("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _plain(title: str) -> str:
    """Return `title` on one line, without control characters, overrides of direction and lone surrogates.

    >>> _plain("gnp.\\u202eexe \\x07\\n news")
    'gnp. exe news'
    """
    text = title.encode("utf-8", "replace").decode("utf-8")
    return " ".join(
        "".join(" " if category(sign) == "Cc" or sign in "\u202d\u202e" else sign for sign in text).split()
    )
