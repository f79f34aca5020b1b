"""Make a property from the words of a predicate that the lexicon does not know."""

from __future__ import annotations

import re
import unicodedata

from kg.model import Predicate, content_id

__all__ = ["minted_iri", "minted_name"]


def minted_name(lemma: str, marker: str = "") -> str:
    """Return lemma and preposition as one name in camel case, of ASCII letters and digits.

    A name without such letters gets one made from its hash, so that two of them stay apart.

    >>> minted_name("cooperate", "with"), minted_name("be fond", "of")
    ('cooperateWith', 'beFondOf')
    """
    words = f"{lemma} {marker}"
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    parts = re.findall(r"[A-Za-z0-9]+", plain)
    if not parts or not parts[0][0].isalpha():
        return content_id("p", words.strip())
    first: str = parts[0].lower()
    return first + "".join(part[0].upper() + part[1:].lower() for part in parts[1:])


def minted_iri(predicate: Predicate, marker: str, base_iri: str) -> str:
    """Return the IRI of the property made from a predicate and the preposition of its object.

    >>> from kg.model import Span
    >>> minted_iri(Predicate("hailed", "hail", Span("doc_1", 0, 6)), "", "https://w3id.org/kg-text/id/")
    'https://w3id.org/kg-text/id/property/hail'
    """
    return f"{base_iri}property/{minted_name(predicate.lemma or predicate.text, marker)}"
