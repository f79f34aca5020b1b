"""Documents: files of many kinds → `Document`s, cleaned by edits that keep the way back to the source.

`find` gives the files, `read` the documents of one, `clean` repairs a text, `findings` tells what a user
should know about it, and `holes` where words are missing.  `READERS` maps a suffix to its reader.
"""

from __future__ import annotations

from kg.documents.findings import findings
from kg.documents.holes import find as holes
from kg.documents.readers import READERS, Reader
from kg.documents.sources import clean, find, read, read_text

__all__ = ["READERS", "Reader", "clean", "find", "findings", "holes", "read", "read_text"]
