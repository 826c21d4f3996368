"""Which network a template is for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from placing import put, templates

from socaudit.model import Message
from socaudit.templates import TemplateOptions, read


def networks(*paths: Path, channel: str | None = None) -> list[str]:
    events = read([str(path) for path in paths], TemplateOptions(channel=channel))
    return [event.network for event in events if isinstance(event, Message)]


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("channel: Twitter", "x"),
        ("network: App Store", "app_store"),
        ("channel: Our own forum", "our own forum"),
        ("tags: [billing, bsky, x]", "bluesky"),
        ("labels: 'late, Google Play'", "google_play"),
        ("tags: [billing]", "unknown"),
        ("title: Late", "unknown"),
    ],
)
def test_front_matter_and_tags_name_the_channel(tmp_path: Path, front: str, wanted: str) -> None:
    assert networks(put(tmp_path, "a.md", f"---\n{front}\n---\nHi")) == [wanted]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Twitter::Delivery::Late", "x"), ("Late::App Store", "app_store"), ("Late::Lost", "mastodon"), ("x", "mastodon")],
)
def test_a_part_of_a_name_names_it_before_the_configuration_does(tmp_path: Path, name: str, wanted: str) -> None:
    macros = {"macros": [{"title": name, "actions": [{"field": "comment_value", "value": "Hi"}]}]}
    assert networks(put(tmp_path, "a.json", json.dumps(macros)), channel="Mastodon") == [wanted]


def test_the_column_of_a_csv_names_it_and_what_is_empty_leaves_it_open(tmp_path: Path) -> None:
    mapping = put(tmp_path, "map.yaml", "columns: {id: Name, text: Reply, network: Where}\n")
    table = put(tmp_path, "a.csv", "Name,Reply,Where\na,Hi,Twitter\nb,Ho,\n")
    assert [message.network for message in templates(table, mapping=mapping)] == ["x", "unknown"]
