"""The archive of an X account: its tweets of all kinds; private messages are counted, never decoded."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import PurePosixPath

from socaudit.model import Failed, Note, ReadEvent, Skipped
from socaudit.readers._items import Item, Layout, items
from socaudit.readers._json import at, string_at
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._streams import CHUNK, Blob, DamagedError, Limits, read_up_to
from socaudit.readers._text import notes
from socaudit.readers._times import read_time
from socaudit.readers._tweet import Account, author_of, message_of, visibility_of

FORMAT = "x_archive"

# Since 2019 `window.YTD.tweets.part0 = [`, before `Grailbird.data.tweets_2015_01 =`.
_START = re.compile(
    r"\s*(?:window\.(?:YTD\.(?P<part>\w+)\.part\d+|__THAR_CONFIG)|Grailbird\.data\.(?P<old>tweets)_\d+_\d+)\s*="
)
_TWEETS = re.compile(r"(deleted_|community_)?tweets?")
_PRIVATE = re.compile(r"direct_messages?(_group)?")
_PRIVATE_MESSAGE = re.compile(rb'[{,\s]"(?:m|welcomeM)essageCreate"\s*:\s*\{')
_ABOUT_THE_ACCOUNT = ("account", "profile", "verified", "protected_history")
_OVERLAP = 64

# X wraps each item in an object with one of these keys.
_LAYOUT = Layout(re.compile("="), re.compile(r',\s*(?=\{\s*"(?:tweet|noteTweet)"\s*:\s*\{)'))


@READERS.register(FORMAT)
def x_archive(options: ReadOptions) -> Reader:
    """Return the reader of X account archives."""

    def read(given: Input) -> Iterator[ReadEvent]:
        parts: defaultdict[str, list[Blob]] = defaultdict(list)
        for blob in given.files:
            try:
                # The first file's head is there already; standard input could not be opened for it again.
                head = given.head if blob is given.blob else _head(blob, options.limits)
            except DamagedError as error:
                yield Failed(str(error), blob.source(FORMAT))
            else:
                parts[_part(head)].append(blob)
        yield from _read_parts(parts, given, options.limits)

    return Reader(knows=lambda head: bool(_START.match(head.text())), read=read, gathers=_gathers)


def _read_parts(parts: dict[str, list[Blob]], given: Input, limits: Limits) -> Iterator[ReadEvent]:
    """Yield the events of an archive: first the parts that tell how the tweets are to be read."""
    counts: Counter[str] = Counter()
    about: dict[str, object] = {}
    for name in _ABOUT_THE_ACCOUNT:
        for blob in parts.pop(name, []):
            yield from _read_about(blob, name, about, limits)
    long_texts: defaultdict[datetime, list[str]] = defaultdict(list)
    for blob in parts.pop("note_tweet", []):
        yield from _read_notes(blob, long_texts, counts, limits)
    account = Account(author_of(about), visibility_of(about), long_texts)
    others = given.others
    for name, blobs in sorted(parts.items()):
        if _TWEETS.fullmatch(name):
            for blob in blobs:
                yield from _read_tweets(blob, account, counts, limits)
        elif _PRIVATE.fullmatch(name):
            for blob in blobs:
                yield from _count_private(blob, limits)
        else:
            others += len(blobs)
    if others:
        yield Note(f"files of the archive that hold no messages: {others}", given.source)
    yield from notes(counts, given.source)


def _gathers(home: str, name: str) -> bool:
    """Tell a file that comes with the archive whose scripts lie in `home`: media, and X's own viewer."""
    folder, path = PurePosixPath(home), PurePosixPath(name)
    if folder.name == "data":
        beside = folder.parent
        return folder in path.parents or beside / "assets" in path.parents or path == beside / "Your archive.html"
    return folder in path.parents and path.relative_to(folder).parts[0].endswith("_media")


def _head(blob: Blob, limits: Limits) -> Head:
    with closing(blob.open(limits)) as stream:
        return Head(read_up_to(stream, 4 * _OVERLAP))


def _part(head: Head) -> str:
    """Return the archive's own name for what a script holds, such as `tweets`; empty for its manifest."""
    found = _START.match(head.text())
    return (found["part"] or found["old"] or "") if found else ""


def _read_about(blob: Blob, name: str, about: dict[str, object], limits: Limits) -> Iterator[ReadEvent]:
    for item in items(blob, limits, _LAYOUT):
        if item.problem:
            yield _failed(blob, item)
        elif name == "protected_history":
            # In time order: the last entry is how things stand.
            about[name] = at(item.value, "protectedHistory", "action")
        else:
            about[name] = at(item.value, name)


def _read_notes(
    blob: Blob, texts: dict[datetime, list[str]], counts: Counter[str], limits: Limits
) -> Iterator[ReadEvent]:
    for item in items(blob, limits, _LAYOUT):
        if item.problem:
            yield _failed(blob, item)
            continue
        text = string_at(item.value, "noteTweet", "core", "text")
        posted = read_time(string_at(item.value, "noteTweet", "createdAt") or "", counts)
        if text and posted:
            texts[posted.replace(microsecond=0)].append(text)


def _read_tweets(blob: Blob, account: Account, counts: Counter[str], limits: Limits) -> Iterator[ReadEvent]:
    for item in items(blob, limits, _LAYOUT):
        if item.problem:
            yield _failed(blob, item)
            continue
        wrapped = isinstance(item.value, dict) and "tweet" in item.value
        tweet = at(item.value, "tweet") if wrapped else item.value
        pointer = f"/{item.place}/tweet" if wrapped else f"/{item.place}"
        yield message_of(tweet, blob.source(FORMAT, pointer=pointer), account, counts)


def _count_private(blob: Blob, limits: Limits) -> Iterator[ReadEvent]:
    """Yield one Skipped for each private message, without ever decoding it."""
    source = blob.source(FORMAT)
    held = b""
    try:
        with closing(blob.open(limits)) as stream:
            while data := stream.read(CHUNK):
                held += data
                end = 0
                for found in _PRIVATE_MESSAGE.finditer(held):
                    end = found.end()
                    yield Skipped("direct", source)
                held = held[max(end, len(held) - _OVERLAP) :]
    except DamagedError as error:
        yield Failed(str(error), source)
        return
    if not held.rstrip(b"; \t\r\n").endswith(b"]"):
        yield Failed("the file is cut", source)


def _failed(blob: Blob, item: Item) -> Failed:
    return Failed(item.problem or "", blob.source(FORMAT, pointer=f"/{item.place}"))
