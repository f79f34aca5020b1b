"""Files of every kind → documents, and what is said about files that cannot be read."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
import zlib
from pathlib import Path

import pytest

from kg import documents
from kg.documents.decoding import decode
from kg.errors import DocumentError
from kg.model import content_id

TEXT = (
    "The port of Lima was opened on Friday. Ann Lee said that it was late, and that the caf\u00e9 was full."
)


def texts(path: Path, **options: str) -> list[str]:
    return [document.text for document in documents.read(path, **options)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Text files and their encodings


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        *[("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le")],
        *[("utf-16-be", "utf-16-be"), ("utf-32", "utf-32-le"), ("cp1252", "cp1252"), ("latin-1", "cp1252")],
    ],
)
def test_encodings_are_found(encoding: str, named: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert (decoded.text, decoded.encoding) == (TEXT, named)


def test_windows_quotation_marks() -> None:
    assert decode("It\u2019s \u201clate\u201d".encode("cp1252")).text == "It\u2019s \u201clate\u201d"


def test_another_one_byte_encoding() -> None:
    text = "Порт был открыт в пятницу, и это было поздно. Министр сказал, что кафе было полным."
    assert decode(text.encode("cp1251")).text == text


def test_broken_utf8_becomes_replacement_characters(tmp_path: Path) -> None:
    broken = "Caf\u00e9, caf\u00e9 and ".encode() + b"caf\xc3 in Lima were full."
    (document,) = documents.read(write(tmp_path / "a.txt", broken))
    assert document.text == "Caf\u00e9, caf\u00e9 and caf\ufffd in Lima were full."
    (finding,) = documents.findings(documents.clean(document))
    assert (finding.code, finding.where) == ("replaced-characters", str(tmp_path / "a.txt"))


def test_an_encoding_that_was_guessed_is_told(tmp_path: Path) -> None:
    (document,) = documents.read(write(tmp_path / "a.txt", TEXT.encode("cp1252")))
    assert document.media_type == "text/plain; charset=cp1252"
    assert [finding.code for finding in documents.findings(document)] == ["encoding"]


def test_a_document_of_a_text_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "2019-03-30\r\n\r\nThe port was opened.\x00")
    (document,) = documents.read(path)
    assert document.id == content_id("doc", "2019-03-30\r\n\r\nThe port was opened.\x00")
    assert (document.source, document.date) == (str(path), "2019-03-30")
    assert documents.clean(document).text == "The port was opened."


@pytest.mark.parametrize("name", ["a", "a.log", "a.xyz", "A.TXT"])
def test_other_suffixes_are_read_as_text(tmp_path: Path, name: str) -> None:
    assert texts(write(tmp_path / name, TEXT)) == [TEXT]


def test_a_page_without_suffix_is_read_as_html(tmp_path: Path) -> None:
    assert texts(write(tmp_path / "page", PAGE))[0].endswith(PARAGRAPHS)


def test_markdown_front_matter_gives_title_and_date(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.md", "---\ntitle: Port opens\ndate: 17 May 2020\n---\n# Port opens\n\nIt *was*.\n"
    )
    document = documents.clean(next(documents.read(path)))
    assert (document.title, document.date) == ("Port opens", "2020-05-17")
    assert document.text == "Port opens\n\nIt was."


# Errors


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \r\n\t ", "is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "is no text but a PNG image"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.zip", b"PK\x03\x04" + bytes(100), "is no text but a ZIP archive"),
        ("a.pdf", b"%PDF-1.7 nothing", "damaged PDF"),
        ("a.docx", b"no archive", "is not a readable DOCX file"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(100), "encrypted"),
        ("a.html", b"<html><body><script>var x;</script></body></html>", "page without text"),
        ("a.json", b"{broken", "is no JSON"),
        ("a.jsonl", b'{"x": 1, "y": 2}\n', "no column"),
        ("a.csv", b"x,y\n1,2\n", "no column"),
    ],
)
def test_what_cannot_be_read_is_a_clear_error(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(DocumentError, match=message) as caught:
        texts(path)
    assert caught.value.where == str(path)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="does not exist"):
        texts(tmp_path / "none.txt")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError, match="may not be read"):
        texts(tmp_path / "a.txt")


def test_an_impossible_name() -> None:
    with pytest.raises(DocumentError, match="not a possible name"):
        texts(Path("a\x00.txt"))


def test_an_empty_text() -> None:
    with pytest.raises(DocumentError, match="is empty"):
        documents.read_text(" \n")


def test_a_text_of_which_nothing_is_left() -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        documents.clean(documents.read_text("\u200b\x00"))


def test_a_very_long_line_is_read_in_time() -> None:
    text = (
        'The port was opened by him, who said "it is late".Then he left, and nobody saw the U.S. ships. '
        * 20_000
    )
    start = time.process_time()
    document = documents.clean(documents.read_text(text))
    documents.findings(document)
    assert time.process_time() - start < 20
    assert len(document.text) == len(text) + 20_000 - 1


# Standard input, folders


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (document,) = documents.read("-", date="2019-03-30")
    assert (document.text, document.source, document.date) == (TEXT, "-", "2019-03-30")


def test_folders_give_their_readable_files_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.HTML", "sub/x.png", ".hidden/d.txt", "sub/.e.txt", "f"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, TEXT)
    found = documents.find([tmp_path, tmp_path / "b.txt", "-"])
    assert found == [*(tmp_path / name for name in ("a.md", "b.txt", "sub/c.HTML")), Path("-")]


def test_a_folder_with_nothing_readable_is_an_error_of_its_own(tmp_path: Path) -> None:
    assert documents.find([tmp_path]) == [tmp_path]
    with pytest.raises(DocumentError, match="nothing readable") as caught:
        texts(tmp_path)
    assert ".pdf" in caught.value.remedy


def test_a_folder_that_cannot_be_opened_stays_in_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    write(tmp_path / "a.txt", TEXT)
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert documents.find([tmp_path]) == [tmp_path / "a.txt", tmp_path / "closed"]


def test_every_reader_has_a_suffix() -> None:
    assert all(re.fullmatch(r"\.[a-z]+", suffix) for suffix in documents.READERS)
    assert {".txt", ".md", ".html", ".pdf", ".docx", ".jsonl", ".csv", ".tsv"} <= set(documents.READERS)


# HTML

PARAGRAPHS = "\n\n".join(
    (
        "The port of Lima was opened on Friday by the minister of trade, who had come from the capital.",
        "Ann Lee, who leads the firm, said that ships from twelve countries would come in the first year.",
    )
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Port opens in May</title>
<meta property="article:published_time" content="2020-05-17T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Port opens in May</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS.split(chr(10) * 2))}
</article><footer>All rights reserved</footer></body></html>"""


def test_html_gives_its_main_text_with_title_and_date(tmp_path: Path) -> None:
    (document,) = documents.read(write(tmp_path / "a.html", PAGE))
    assert document.text.endswith(PARAGRAPHS)
    assert "Home" not in document.text and "rights" not in document.text
    assert (document.title, document.date, document.media_type) == (
        "Port opens in May",
        "2020-05-17",
        "text/html",
    )


def test_html_without_main_text_gives_its_body(tmp_path: Path) -> None:
    head = "<html><head><title>T</title><style>p {}</style></head>"
    page = f"{head}<body><div>Ships<b> come</b>.</div>They go.<script>x</script></body></html>"
    assert texts(write(tmp_path / "a.html", page)) == ["Ships come.\n\nThey go."]


def test_html_tables_and_lists(tmp_path: Path) -> None:
    more = "<ul><li>one ship</li></ul><table><tr><th>Port</th><td>It was full.</td></tr></table></article>"
    (document,) = documents.read(write(tmp_path / "a.html", PAGE.replace("</article>", more)))
    assert documents.clean(document).text.endswith("\n\none ship\n\nPort\n\nIt was full.")


def test_html_declares_its_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "windows-1251").replace("Lima", "Москва").encode("cp1251")
    assert "Москва" in texts(write(tmp_path / "a.html", page))[0]


# PDF: written by hand, so that no library is needed to make one


def pdf(*pages: list[str], info: str = "") -> bytes:
    """Return a small PDF file with the given lines on each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for i, lines in enumerate(pages):
        stream = "BT /F1 11 Tf 14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        box = "/MediaBox [0 0 600 840] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * i} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = (
        f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    )
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def test_pdf_gives_one_document_without_running_heads(tmp_path: Path) -> None:
    pages = [
        [
            "The Lima Post, page 1",
            "The port of Lima was opened on Friday by the minis-",
            "ter of trade and by",
            "1",
        ],
        ["The Lima Post, page 2", "others who had come from the capital.", "2"],
        ["The Lima Post, page 3", "It was full of people.", "3"],
    ]
    path = write(tmp_path / "a.pdf", pdf(*pages, info="/Title (Port opens in May)"))
    (document,) = documents.read(path)
    assert (document.title, document.media_type) == ("Port opens in May", "application/pdf")
    assert "\n\n" in document.text and "Post" not in document.text
    assert documents.clean(document).text == (
        "The port of Lima was opened on Friday by the minister of trade and by others who had come from the "
        "capital."
        "\n\nIt was full of people."
    )


def test_pdf_without_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no text on its 2 pages") as caught:
        texts(write(tmp_path / "a.pdf", pdf([], [])))
    assert "ocrmypdf" in caught.value.remedy


def test_pdf_with_a_password_is_an_error(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(["Ships come."]))))
    writer.encrypt("secret", algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    with pytest.raises(DocumentError, match="is encrypted"):
        texts(write(tmp_path / "a.pdf", content.getvalue()))


@pytest.mark.parametrize("cut", [40, 200, 500])
def test_pdf_that_was_cut_off_is_an_error_or_text(tmp_path: Path, cut: int) -> None:
    with pytest.raises(DocumentError, match=r"a\.pdf"):
        texts(write(tmp_path / "a.pdf", pdf(["Ships come."])[:cut]))


# DOCX


def docx(title: str = "") -> bytes:
    """Return a DOCX file with two paragraphs around a table with a merged cell."""
    import docx as library

    file = library.Document()
    if title:
        file.add_heading(title, 0)
    file.add_paragraph("The port was opened.")
    table = file.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "Ships came."
    table.cell(0, 1).text = "They went."
    table.cell(1, 0).merge(table.cell(1, 1)).text = "It was late."
    file.add_paragraph("It was full.")
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def test_docx_gives_paragraphs_and_cells_in_order(tmp_path: Path) -> None:
    (document,) = documents.read(write(tmp_path / "a.docx", docx("Port opens")))
    paragraphs = [
        "Port opens",
        "The port was opened.",
        "Ships came.",
        "They went.",
        "It was late.",
        "It was full.",
    ]
    assert [line for line in document.text.split("\n") if line] == paragraphs
    assert document.title == "Port opens"


def test_docx_without_a_known_suffix(tmp_path: Path) -> None:
    assert "Ships came." in texts(write(tmp_path / "a.bin", docx()))[0]


# Tables and JSON


def test_csv_gives_a_document_for_each_row(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        'title,date,url,content\nPort,"May 17, 2020",https://ports.org/1,"It was opened,\nand full."\n'
        "Sea,,,Ships come.\n",
    )
    first, second = documents.read(path)
    assert (first.text, first.title, first.date) == ("It was opened,\nand full.", "Port", "2020-05-17")
    assert (first.source, second.source) == ("https://ports.org/1", f"{path}#2")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "id;text\n1;Ships come.\n"),
        ("a.tsv", "id\ttext\n1\tShips come.\n"),
        ("a.csv", "\ufeffText\nShips come.\n"),
        ("a.csv", "only\nShips come.\n"),
        ("a.jsonl", '{"body": "Ships come."}\n\n'),
        ("a.jsonl", '"Ships come."\n'),
        ("a.ndjson", '{"Article": "Ships come.", "x": null}'),
        ("a.json", '[{"text": "Ships come."}]'),
        ("a.json", '{"text": "Ships come."}'),
        ("a.json", '{"text": "Ships come."}\n\n{"text": "They go."}'),
    ],
)
def test_the_text_column_is_found(tmp_path: Path, name: str, content: str) -> None:
    assert texts(write(tmp_path / name, content))[0] == "Ships come."


def test_a_named_text_column(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "text,other\nno,Ships come.\n")
    assert texts(path, text_column="other") == ["Ships come."]
    with pytest.raises(DocumentError, match="has no column 'third'") as caught:
        texts(path, text_column="third")
    assert "text, other" in caught.value.remedy


def test_rows_that_cannot_be_read_are_told_after_the_others(tmp_path: Path) -> None:
    lines = ['{"text": "Ships come."}', "{broken", '{"text": " "}', "[1]", '{"text": "They go."}']
    found: list[str] = []
    with pytest.raises(
        DocumentError, match="2 of its rows cannot be read: 2, 4; 1 of its rows hold no text: 3"
    ):
        for document in documents.read(write(tmp_path / "a.jsonl", "\n".join(lines))):
            found.append(document.text)
    assert found == ["Ships come.", "They go."]


def test_a_large_field(tmp_path: Path) -> None:
    big = "Ships come. " * 20_000
    assert texts(write(tmp_path / "a.csv", f'id,text\n1,"{big}"\n')) == [big]


def test_lone_surrogates_of_json_come_through(tmp_path: Path) -> None:
    (document,) = documents.read(write(tmp_path / "a.jsonl", json.dumps({"text": "Ships \ud800 come."})))
    assert documents.clean(document).text == "Ships \ufffd come."


def test_compressed_bytes_are_not_text(tmp_path: Path) -> None:
    noise = zlib.compress(bytes(i * i % 251 for i in range(20_000)), 9)
    with pytest.raises(DocumentError):
        texts(write(tmp_path / "a.txt", noise))
