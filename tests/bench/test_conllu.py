from __future__ import annotations

from pathlib import Path

import pytest

from kg.bench import conllu
from kg.errors import InputError

TEXT = """\
# newdoc id = first
# sent_id = s1
# newpar
# text = I'm here.
1-2\tI'm\t_\t_\t_\t_\t_\t_\t_\t_
1\tI\tI\tPRON\tPRP\t_\t3\tnsubj\t_\t_
2\t'm\tbe\tAUX\tVBP\t_\t3\tcop\t_\t_
3\there\there\tADV\tRB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = s2
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
1.1\tgone\tgo\tVERB\tVB\t_\t_\t_\t_\t_

# newpar id = p2
1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\tX=1|SpaceAfter=No

# newdoc
1\tEnd\tend\tVERB\tVB\t_\t0\troot\t_\t_
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "tree.conllu"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_documents_paragraphs_and_spaces(path: Path) -> None:
    first, second = conllu.read(path)
    assert (first.id, second.id) == ("first", "tree")
    assert first.text == "I'm here. Go\n\nStay\n"
    assert second.text == "End\n"


def test_multiword_tokens_and_empty_nodes(path: Path) -> None:
    sentence, go, _ = conllu.read(path)[0].sentences
    assert [t.form for t in sentence.tokens] == ["I'm", "here", "."]
    assert [t.is_multiword for t in sentence.tokens] == [True, False, False]
    assert [w.form for w in sentence.words] == ["I", "'m", "here", "."]
    assert sentence.spaces == [False, True, False, True]
    assert (sentence.id, len(go.words)) == ("s1", 1)


def test_words_as_tokens_keep_the_spaces(path: Path) -> None:
    given = conllu.read(path)[0].with_words_as_tokens()
    assert [t.form for t in given.sentences[0].tokens] == ["I", "'m", "here", "."]
    assert given.text == "I'm here. Go\n\nStay\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no sentence"),
        ("1\tGo\n", "has 2 columns"),
        ("1\tGo\tgo\tVERB\tVB\t_\tone\troot\t_\t_\n", "invalid literal"),
    ],
)
def test_what_is_no_treebank_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        conllu.read(path)
    with pytest.raises(InputError, match="cannot be read"):
        conllu.read(tmp_path / "none.conllu")
