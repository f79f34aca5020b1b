"""The files that the page is made of are those that their notes describe."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from importlib import resources

from kg.views import assets

SHAPES = {"dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star"}


def test_the_engine_is_the_one_that_is_described() -> None:
    facts = assets.engine_facts()
    content = resources.files("kg.views.assets").joinpath(facts["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == facts["sha256"]
    assert len(content) < 700_000
    readme = assets.text("README.md")
    assert facts["sha256"] in readme and facts["version"] in readme
    assert f"@version {facts['version']}".encode() in content
    assert "MIT" in assets.text("vis-network.LICENSE-MIT") and "Apache License" in assets.text(
        "vis-network.LICENSE-APACHE-2.0"
    )


def test_no_script_ends_itself() -> None:
    for text in (assets.engine(), assets.script()):
        assert not re.search(r"</script|<!--", text, re.I)
    assert "</style" not in assets.style()


def test_palette_is_complete_and_tells_classes_apart() -> None:
    palette = assets.palette()
    own = [look for name, look in palette["classes"].items() if name not in palette["kinds"]]
    looks = [(c["family"], c["shape"], c.get("hollow", False)) for c in own]
    assert len(looks) == len(set(looks)) >= 29
    assert not set(looks) & {(c["family"], c["shape"], c.get("hollow", False)) for c in palette["spare"]}
    for look in (*palette["classes"].values(), *palette["spare"]):
        assert look["shape"] in SHAPES and look["family"] in palette["families"]
    for family in palette["families"].values():
        assert all(
            re.fullmatch(r"#[0-9A-F]{6}", c, re.I)
            for theme in ("light", "dark")
            for c in family[theme].values()
        )


def test_every_modality_and_stance_of_the_model_has_a_style() -> None:
    from kg.model import Modality, Polarity

    styles = assets.styles()
    assert set(styles["modality"]) == {str(m) for m in Modality}
    assert set(styles["polarity"]) == {str(p) for p in Polarity}
    assert set(styles["stance"]) == {"said", "claimed", "denied", "confirmed", "asked", "believed"}
    drawn = [str(s["dashes"]) for s in styles["modality"].values()]
    assert len(drawn) == len(set(drawn))


def test_the_script_writes_texts_only_as_texts() -> None:
    script = assets.script()
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "srcdoc",
        "DOMParser",
    ):
        assert way not in script


def test_no_name_of_the_script_stands_twice() -> None:
    """All parts share one scope, in which a second function of a name would take the place of the first."""
    names = []
    for part in assets.parts():
        script = assets.text(f"page/{part}.js")
        names += re.findall(r"^(?:async )?(?:function\*?|class|const|let) (\w+)", script, re.MULTILINE)
        for several in re.findall(r"^(?:const|let) [\[{]([^\]}]*)[\]}]", script, re.MULTILINE):
            names += [one.strip() for one in several.split(",")]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_the_script_is_its_parts_but_for_comments_on_lines_of_their_own() -> None:
    left = iter(assets.script().splitlines())
    assert [next(left), next(left)] == ['"use strict";', "(() => {"]
    within = False
    for name in assets.parts():
        lines = assets.text(f"page/{name}.js").splitlines()
        assert sum(line.count("`") % 2 for line in lines) < 2, f"{name}: a template string over lines"
        for line in lines:
            begun, within = (
                within or line.lstrip().startswith("/**"),
                within or line.lstrip().startswith("/**"),
            )
            if begun:
                within = "*/" not in line
                assert within or line.rstrip().endswith("*/")
            elif line and not line.lstrip().startswith("//"):
                assert next(found for found in left if found) == line
    assert list(left) == ["})();"]
