"""The archive of an X account: its tweets of all kinds, and its direct messages as what they are, private."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import PurePosixPath

from socaudit.model import Failed, Note, ReadEvent, Visibility
from socaudit.readers._items import Item, Layout, items
from socaudit.readers._json import at, list_at, string_at
from socaudit.readers._reader import READERS, Head, Input, Reader, ReadOptions
from socaudit.readers._streams import Blob, DamagedError, Limits, read_up_to
from socaudit.readers._text import notes
from socaudit.readers._times import read_time
from socaudit.readers._tweet import Account, LongText, LongTexts, author_of, message_of, visibility_of
from socaudit.readers._x_manifest import absent
from socaudit.readers._x_private import encrypted_messages, private_messages

FORMAT = "x_archive"

# Since 2019 `window.YTD.tweets.part0 = [`, before `Grailbird.data.tweets_2015_01 =`.
_START = re.compile(
    r"\s*(?:window\.(?:YTD\.(?P<part>\w+)\.part\d+|__THAR_CONFIG)|Grailbird\.data\.(?P<old>tweets)_\d+_\d+)\s*="
)
_TWEETS = re.compile(r"(?:deleted_|community_|twitter_circle_)?tweets?")
_CIRCLE = "circle"
_PRIVATE = re.compile(r"direct_messages?(_group)?")
_ENCRYPTED = "message_event"
_ABOUT_THE_ACCOUNT = ("account", "profile", "verified", "protected_history")
# What `_part` calls the manifest.
_MANIFEST = ""
_START_SIZE = 256

# X wraps each item in an object with one of these keys; until 2019 a tweet stood bare, and began with one of those.
_LAYOUT = Layout(
    re.compile("="),
    re.compile(r',\s*(?=\{\s*"(?:(?:tweet|noteTweet)"\s*:\s*\{|(?:retweeted|coordinates|source)"\s*:))'),
)
# Where the archives from before 2019 keep their tweets, and what lies beside.
_OLD_HOME = ("data", "js", "tweets")
_OLD_PARTS = frozenset({"data", "css", "img", "js", "lib", "index.html", "README.txt", "tweets.csv"})


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
    for blob in parts.get(_MANIFEST, []):
        yield from _read_manifest(blob, given, limits)
    long_texts = LongTexts()
    for blob in parts.pop("note_tweet", []):
        yield from _read_notes(blob, long_texts, counts, limits)
    account = Account(author_of(about), visibility_of(about), long_texts)
    # What was for a circle must not count as a repetition of a public tweet, so it comes first.
    for name, blobs in sorted(parts.items(), key=lambda part: (_CIRCLE not in part[0], part[0])):
        for blob in blobs:
            yield from _read_messages(blob, name, account, counts, limits)
    others = given.others + sum(len(blobs) for name, blobs in parts.items() if not _holds_messages(name))
    if others:
        yield Note(f"files of the archive that hold no messages: {others}", given.source)
    if left := long_texts.left():
        yield Note(f"long texts whose tweet is not in the archive, left out: {left}", given.source)
    yield from notes(counts, given.source)


def _holds_messages(name: str) -> bool:
    return bool(_TWEETS.fullmatch(name) or _PRIVATE.fullmatch(name)) or name == _ENCRYPTED


def _read_messages(
    blob: Blob, name: str, account: Account, counts: Counter[str], limits: Limits
) -> Iterator[ReadEvent]:
    """Yield the events of the part called `name`, none if it holds no messages."""
    if _TWEETS.fullmatch(name):
        seen_by = replace(account, visibility=Visibility.FOLLOWERS) if _CIRCLE in name else account
        yield from _read_tweets(blob, seen_by, counts, limits)
    elif _PRIVATE.fullmatch(name):
        yield from private_messages(blob, FORMAT, limits, account.author, counts)
    elif name == _ENCRYPTED:
        yield from encrypted_messages(blob, FORMAT, limits)


def _read_manifest(blob: Blob, given: Input, limits: Limits) -> Iterator[ReadEvent]:
    there = {PurePosixPath(file.name).name for file in given.files}
    try:
        if lost := absent(blob, limits, there, _holds_messages):
            yield Note(f"files with messages that the manifest names and that are not there: {len(lost)}", given.source)
    except (ValueError, DamagedError) as error:
        yield Failed(str(error), blob.source(FORMAT))


def _gathers(home: str, name: str) -> bool:
    """Tell a file that comes with the archive whose scripts lie in `home`: media, and X's own viewer."""
    folder, path = PurePosixPath(home), PurePosixPath(name)
    if folder.parts[-len(_OLD_HOME) :] == _OLD_HOME:
        top = folder.parents[2]
        return top in path.parents and path.relative_to(top).parts[0] in _OLD_PARTS
    if folder.name == "data":
        beside = folder.parent
        return folder in path.parents or beside / "assets" in path.parents or path == beside / "Your archive.html"
    return folder in path.parents and path.relative_to(folder).parts[0].endswith("_media")


def _head(blob: Blob, limits: Limits) -> Head:
    with closing(blob.open(limits)) as stream:
        return Head(read_up_to(stream, _START_SIZE))


def _part(head: Head) -> str:
    """Return the archive's own name for what a script holds, such as `tweets`; empty for its manifest."""
    found = _START.match(head.text())
    return (found["part"] or found["old"] or _MANIFEST) if found else _MANIFEST


def _read_about(blob: Blob, name: str, about: dict[str, object], limits: Limits) -> Iterator[ReadEvent]:
    for item in items(blob, limits, _LAYOUT):
        if item.problem:
            yield _failed(blob, item)
        elif name == "protected_history":
            entry = at(item.value, "protectedHistory")
            if (string_at(entry, "protectedAt") or "") >= (string_at(about.get(name), "protectedAt") or ""):
                about[name] = entry
        else:
            about[name] = at(item.value, name)


def _read_notes(blob: Blob, texts: LongTexts, counts: Counter[str], limits: Limits) -> Iterator[ReadEvent]:
    for item in items(blob, limits, _LAYOUT):
        if item.problem:
            yield _failed(blob, item)
            continue
        text = string_at(item.value, "noteTweet", "core", "text")
        posted = read_time(string_at(item.value, "noteTweet", "createdAt") or "", counts)
        links = (string_at(url, "expandedUrl") for url in list_at(item.value, "noteTweet", "core", "urls"))
        if text and posted:
            texts.add(posted, LongText(text, tuple(link for link in links if link)))


def _read_tweets(blob: Blob, account: Account, counts: Counter[str], limits: Limits) -> Iterator[ReadEvent]:
    for item in items(blob, limits, _LAYOUT):
        if item.problem:
            yield _failed(blob, item)
            continue
        wrapped = isinstance(item.value, dict) and "tweet" in item.value
        tweet = at(item.value, "tweet") if wrapped else item.value
        pointer = f"/{item.place}/tweet" if wrapped else f"/{item.place}"
        yield message_of(tweet, blob.source(FORMAT, pointer=pointer), account, counts)


def _failed(blob: Blob, item: Item) -> Failed:
    return Failed(item.problem or "", blob.source(FORMAT, pointer=f"/{item.place}"))
