"""Everything that can go wrong, as one tree.

    KgError
    ├── InputError            what was read is at fault
    │   ├── DecisionError     decisions are not written as they should be, or contradict each other
    │   ├── DocumentError     one file cannot be read as a document
    │   └── OutputError       a folder is not (or no longer) something that a build wrote
    ├── ConfigError           kg.toml or a flag is wrong
    ├── LanguageModelError    a pipeline is missing or lacks what kg needs
    ├── OntologyError         ontology, lexicon or shapes cannot be used
    ├── QueryError            a query cannot be parsed or run
    ├── FormatError           an unknown format was asked for
    └── WriteError            the output cannot be written (no space, no permission)

Each error carries `where` (file, line, key …) and `remedy` (what the user can do); its text is one line.
"""

from __future__ import annotations

__all__ = [
    "ConfigError",
    "DecisionError",
    "DocumentError",
    "FormatError",
    "InputError",
    "KgError",
    "LanguageModelError",
    "OntologyError",
    "OutputError",
    "QueryError",
    "WriteError",
]


class KgError(Exception):
    """Base of all errors that kg raises on purpose.

    >>> str(KgError("is empty", where="news.txt", remedy="remove it from the list"))
    'news.txt: is empty (remove it from the list)'
    """

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        """Keep the parts and join them to one line."""
        self.message = " ".join(message.split())
        self.where = where
        self.remedy = remedy
        text = f"{where}: {self.message}" if where else self.message
        super().__init__(f"{text} ({remedy})" if remedy else text)


class InputError(KgError):
    """Something that was read is at fault."""


class DecisionError(InputError):
    """A file with decisions is wrong, or two decisions contradict each other."""


class DocumentError(InputError):
    """One file cannot be read as a document."""


class OutputError(InputError):
    """A folder does not hold what a build writes."""


class ConfigError(KgError):
    """A setting is unknown or has a wrong value."""


class LanguageModelError(KgError):
    """A language pipeline is missing or does not set what kg needs."""


class OntologyError(KgError):
    """The ontology, the lexicon or the shapes cannot be used."""


class QueryError(KgError):
    """A query cannot be parsed or run."""


class FormatError(KgError):
    """A format that kg does not know."""


class WriteError(KgError):
    """The output cannot be written."""
