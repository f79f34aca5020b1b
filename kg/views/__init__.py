"""views: a networkx graph becomes one HTML page that opens from disk, without a network.

Most people will only ever see this page, so it has to show what a statement is worth (who says it, is it
denied, planned, only possible) and the sentence behind every edge, and it must not run what a hostile text
put into a name.  pyvis builds nodes, edges and options; template, style and script are ours (`assets/`).
"""

from __future__ import annotations

from kg.views.adopt import adopt
from kg.views.page import render
from kg.views.records import colours

__all__ = ["adopt", "colours", "render"]
