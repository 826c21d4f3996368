from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from socaudit import rewriting, templates
from socaudit.errors import UsageError
from socaudit.keys import NO_KEY
from socaudit.model import (
    Confidence,
    Coverage,
    Finding,
    Location,
    Message,
    Report,
    Rewrite,
    Role,
    RuleInfo,
    RunInfo,
    Scope,
    Severity,
    Subject,
)
from socaudit.stages.layout import region
from socaudit.stages.match import fields, text_hash

HTTPS = Rewrite("^http:", "https:")
QUOTES = Rewrite("[\u201c\u201d]", '"')
NONE = templates.TemplateOptions()


def read(path: Path, options: templates.TemplateOptions = NONE) -> list[Message]:
    return [event for event in templates.read([str(path)], options) if isinstance(event, Message)]


def located(messages: list[Message], word: str) -> Iterator[Location]:
    """Yield every place of a word."""
    for message in messages:
        for field, text in fields(message):
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                yield Location(
                    network=message.network,
                    message_id=message.id,
                    field=field,
                    start=start,
                    end=end,
                    entity_type=None,
                    masked="",
                    evidence="",
                    marked=(0, 0),
                    role=Role.BRAND,
                    speaker="",
                    created_at=None,
                    permalink=None,
                    source=message.source,
                    text_hash=text_hash(NO_KEY, message),
                    region=region(message.layout, field, start, end),
                )
                start = text.find(word, end)


def report(messages: list[Message], *rewrites: Rewrite, word: str = "http://") -> Report:
    """Return a report on every place of a word."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    run = RunInfo("r", now, now, "0", "local", "none", (), NO_KEY.id)
    low, sure = Severity.LOW, Confidence.HIGH
    rule = RuleInfo("A-B-001", 1, "a", "t", "r", "r", "template", low, sure, Scope.TEMPLATE, "w", "f", (), rewrites)
    places = tuple(located(messages, word))
    about = Subject("template", "a")
    found = Finding("f", "A-B-001", "r", low, sure, Scope.TEMPLATE, about, "m", "f", None, None, places)
    return Report(run, Coverage((), {}, {}, 0, None, None, ()), (rule,), (found,), ())


def rewritten(path: Path, *rewrites: Rewrite, word: str = "http://") -> str:
    """Return what the rewrites make of a file, which may be nothing else than it was."""
    made = rewriting.changes(report(read(path), *rewrites, word=word), NONE)
    return made[0].after if made else path.read_bytes().decode()


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "---\ntitle: http://t.example\n---\nSee http://a.example\r\nor http://b.example\n"),
        ("a.yaml", "# http://c.example\na: |2\n    See\n\n  http://a.example  \nb: >-\n  x http://a.example\n  y\n"),
        ("a.yaml", "a: 'it''s http://a.example'\nb: \"\\u00e9 \\\n  http://a.example\"\n"),
        ("a.json", '{"a": "\\u00e9\\ud83d\\ude00 http:\\/\\/x \\"http://a.example\\"", "b": "http://b.example"}'),
        ("a.json", '[{"body_text": "", "body": "<p>Hi</p><a href=\\"http://a.example\\">http://a.example</a>"}]'),
    ],
)
def test_only_what_was_found_is_rewritten_wherever_it_stands(tmp_path: Path, name: str, content: str) -> None:
    path = put(tmp_path, name, content)
    wanted = sum(text.count("http://") for message in read(path) for _, text in fields(message))
    after = rewritten(path, HTTPS)
    assert after.count("https:") == wanted > 0
    assert after.replace("https:", "http:") == content
    told = [text for message in read(path) for _, text in fields(message)]
    put(tmp_path, name, after)
    assert [text for message in read(path) for _, text in fields(message)] == [
        text.replace("http://", "https://") for text in told
    ]


@pytest.mark.parametrize(
    ("name", "content", "after"),
    [
        ("a.json", '{"a": "\u201cHi\u201d http:"}', '{"a": "\\"Hi\\" http:"}'),
        ("a.yaml", 'a: "\u201cHi\u201d http:"\n', 'a: "\\"Hi\\" http:"\n'),
        ("a.yaml", "a: \u201cHi\u201d http:// you\n", "a: \u201cHi\u201d http:// you\n"),
        ("a.md", "\u201cHi\u201d", '"Hi"'),
    ],
    ids=["escaped in JSON", "escaped in YAML", "left where it would break the file", "as it is"],
)
def test_what_is_written_is_escaped_as_its_file_needs_it(tmp_path: Path, name: str, content: str, after: str) -> None:
    assert rewritten(put(tmp_path, name, content), QUOTES, word="\u201cHi\u201d") == after


def test_quotes_in_a_cell_are_doubled(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", "columns: {id: name, text: reply}\n")
    table = put(tmp_path, "a.csv", 'name,reply\na,"\u201cHi\u201d, you"\n')
    options = templates.TemplateOptions(mapping=mapping)
    (change,) = rewriting.changes(report(read(table, options), QUOTES, word="\u201cHi\u201d"), options)
    assert change.after == 'name,reply\na,"""Hi"", you"\n'


def test_an_escape_is_taken_out_whole(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", '{"a": "Hi\\u200b you\\u200b!"}')
    assert rewritten(path, Rewrite("\u200b", ""), word="\u200b") == '{"a": "Hi you!"}'


def test_the_first_rewrite_that_fits_is_taken(tmp_path: Path) -> None:
    elsewhere = Rewrite("^http:", "ftp:", formats=("zendesk_macros",))
    after = Rewrite("^http:", "gopher:", after="(?i)see ")
    path = put(tmp_path, "a.md", "See http://a.example and http://b.example")
    assert rewritten(path, elsewhere, after, HTTPS) == "See gopher://a.example and https://b.example"


def test_equal_templates_are_told_apart_by_their_places(tmp_path: Path) -> None:
    path = put(tmp_path, "a.yaml", "- http://a.example\n- http://a.example\n")
    second = report(read(path)[1:], HTTPS)
    (change,) = rewriting.changes(second, NONE)
    assert change.after == "- http://a.example\n- https://a.example\n"


def test_places_that_touch_each_other_are_left_for_the_next_run(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", "aa")
    grow = Rewrite("a", "")
    assert rewritten(path, grow, word="a") == "a"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b""])
def test_encoding_mark_and_line_ends_stay(tmp_path: Path, mark: bytes) -> None:
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")
    path = put(tmp_path, "a.md", mark + "\u00e9\r\nhttp://a.example\r".encode(encoding))
    (change,) = rewriting.changes(report(read(path), HTTPS), NONE)
    assert change.rewritten == mark + "\u00e9\r\nhttps://a.example\r".encode(encoding)


def test_a_file_that_has_changed_or_gone_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", "See http://a.example")
    found = report(read(path), HTTPS)
    put(tmp_path, "a.md", "Now see http://a.example")
    with pytest.raises(UsageError, match="has changed since it was read"):
        rewriting.changes(found, NONE)
    put(tmp_path, "a.md", b"\xff\xfe\xff")
    with pytest.raises(UsageError, match="has changed since it was read"):
        rewriting.changes(found, NONE)
    path.unlink()
    with pytest.raises(UsageError, match="has changed since it was read"):
        rewriting.changes(found, NONE)


def test_a_diff_is_what_patch_reads(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", "one\x0btwo\nSee http://a.example")
    (change,) = rewriting.changes(report(read(path), HTTPS), NONE)
    cut = "\\ No newline at end of file\n"
    lines = f"@@ -1,2 +1,2 @@\n one\x0btwo\n-See http://a.example\n{cut}+See https://a.example\n{cut}"
    assert change.diff().partition("@@")[2] == lines.partition("@@")[2]


PARTS = ["http://a.example", "it's", "\u00e9", '"x"', "\U0001f600", "a: b", "#c", "\n", "\n\n"]
WORDS = st.lists(st.sampled_from(PARTS))
TEXTS = st.lists(WORDS.map(" ".join).map(str.strip).filter(bool), min_size=1, max_size=4)


def _as_csv(texts: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([["name", "reply"], *([f"n{n}", text] for n, text in enumerate(texts))])
    return out.getvalue()


def _as_yaml(texts: list[str], style: str | None) -> str:
    return yaml.safe_dump([{"body": text} for text in texts], default_style=style, width=30)


@settings(max_examples=60, deadline=None)
@given(texts=TEXTS, form=st.sampled_from(["json", "ascii", "csv", "yaml", "|", ">", '"', "'"]))
def test_every_template_reads_as_before_but_for_its_rewrites(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], form: str
) -> None:
    folder = tmp_path_factory.mktemp("t")
    options = NONE
    if form in {"json", "ascii"}:
        path = put(folder, "a.json", json.dumps([{"body": text} for text in texts], ensure_ascii=form == "ascii"))
    elif form == "csv":
        options = templates.TemplateOptions(mapping=put(folder, "m.yaml", "columns: {id: name, text: reply}\n"))
        path = put(folder, "a.csv", _as_csv(texts))
    else:
        path = put(folder, "a.yaml", _as_yaml(texts, None if form == "yaml" else form))
    messages = read(path, options)
    before = path.read_bytes().decode()
    for change in rewriting.changes(report(messages, HTTPS), options):
        path.write_bytes(change.rewritten)
    after = path.read_bytes().decode()
    assert after.replace("https://", "http://") == before
    assert [one.text for one in read(path, options)] == [one.text.replace("http://", "https://") for one in messages]
