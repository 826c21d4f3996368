"""Invented exports with the columns that help desks and social suites write, and what they say."""

from __future__ import annotations

from typing import Any, NamedTuple

HELLO = "My router is still dead, and nobody answers"
SORRY = "Sorry to hear that, please send us a message"
PRIVATE = "My account number is on the letter you sent"
AGAIN = "Still waiting for anybody to call me back"


class Said(NamedTuple):
    """What a message must say: id, text, role, visibility, minute (UTC), who, and what it answers or belongs to."""

    id: str
    text: str
    role: str | None
    visibility: str
    minute: str
    who: str | None
    near: str | None


class Layout(NamedTuple):
    """An export and its messages."""

    records: list[dict[str, Any]]
    said: list[Said]


SPROUT = Layout(
    [
        {"Date (UTC)": "2026-03-01 10:00:00", "Network": "X", "Message Type": "Tweet", "Profile": "LumenWater",
         "Sender": "jo_k", "Message": HELLO, "Post ID": "9001", "Post URL": "https://x.com/jo_k/status/9001",
         "Inbound/Outbound": "Inbound", "Thread ID": "c1", "Language": "en"},
        {"Date (UTC)": "2026-03-01 10:05:00", "Network": "X", "Message Type": "Reply", "Profile": "LumenWater",
         "Sender": "LumenWater", "Message": SORRY, "Post ID": "9002", "Post URL": "https://x.com/LW/status/9002",
         "Inbound/Outbound": "Outbound", "Thread ID": "c1", "Language": "en"},
        {"Date (UTC)": "2026-03-01 10:10:00", "Network": "Facebook", "Message Type": "Private Message",
         "Profile": "LumenWater", "Sender": "jo_k", "Message": PRIVATE, "Post ID": "9003",
         "Post URL": "https://facebook.com/9003", "Inbound/Outbound": "Inbound", "Thread ID": "c2", "Language": "en"},
    ],
    [
        Said("9001", HELLO, "customer", "public", "10:00", "jo_k", "c1"),
        Said("9002", SORRY, "brand", "public", "10:05", "LumenWater", "c1"),
        Said("9003", PRIVATE, "customer", "direct", "10:10", "jo_k", "c2"),
    ],
)  # fmt: skip
KHOROS = Layout(
    [
        {"conversation_id": "55", "message_id": "m-1", "author_name": "Jo Kay", "author_type": "consumer",
         "is_private": "false", "message_text": HELLO, "created_date": "03/14/2026 10:00 AM", "channel": "twitter"},
        {"conversation_id": "55", "message_id": "m-2", "author_name": "Lumen Water", "author_type": "agent",
         "is_private": "false", "message_text": SORRY, "created_date": "03/14/2026 10:05 AM", "channel": "twitter"},
        {"conversation_id": "56", "message_id": "m-3", "author_name": "Jo Kay", "author_type": "consumer",
         "is_private": "true", "message_text": PRIVATE, "created_date": "03/14/2026 10:10 AM", "channel": "facebook"},
    ],
    [
        Said("m-1", HELLO, "customer", "public", "10:00", "Jo Kay", "55"),
        Said("m-2", SORRY, "brand", "public", "10:05", "Lumen Water", "55"),
        Said("m-3", PRIVATE, "customer", "direct", "10:10", "Jo Kay", "56"),
    ],
)  # fmt: skip
BRANDWATCH = Layout(
    [
        {"Query Name": "lumen", "Date": "2026-03-01 10:00:00.0", "Title": "Dead router", "Snippet": "dead",
         "Url": "https://twitter.com/jo_k/statuses/1", "Author": "jo_k", "Full Name": "Jo Kay", "City": "Leeds",
         "Full Text": HELLO, "Sentiment": "negative", "Twitter Verified": "false", "Language": "en",
         "Resource Id": "111"},
        {"Query Name": "lumen", "Date": "2026-03-01 10:05:00.0", "Title": "Dead router", "Snippet": "sorry",
         "Url": "https://twitter.com/LW/statuses/2", "Author": "LumenWater", "Full Name": "Lumen Water", "City": "",
         "Full Text": SORRY, "Sentiment": "neutral", "Twitter Verified": "true", "Language": "en",
         "Resource Id": "222"},
    ],
    [
        Said("111", HELLO, None, "unknown", "10:00", "jo_k", None),
        Said("222", SORRY, None, "unknown", "10:05", "LumenWater", None),
    ],
)  # fmt: skip
HELP_DESK = Layout(
    [
        {"Ticket ID": "70", "Comment ID": "1", "Body": f"<p>{HELLO}</p>", "Direction": "incoming",
         "Internal": "no", "Requester Name": "Jo Kay", "Created At": "2026-03-01T10:00:00Z"},
        {"Ticket ID": "70", "Comment ID": "2", "Body": f"<p>{SORRY}</p>", "Direction": "outgoing",
         "Internal": "no", "Requester Name": "Lumen Water", "Created At": "2026-03-01T10:05:00Z"},
        {"Ticket ID": "70", "Comment ID": "3", "Body": f"<p>{PRIVATE}</p>", "Direction": "outgoing",
         "Internal": "yes", "Requester Name": "Lumen Water", "Created At": "2026-03-01T10:10:00Z"},
    ],
    [
        Said("1", HELLO, "customer", "unknown", "10:00", "Jo Kay", "70"),
        Said("2", SORRY, "brand", "unknown", "10:05", "Lumen Water", "70"),
        Said("3", PRIVATE, "brand", "internal", "10:10", "Lumen Water", "70"),
    ],
)  # fmt: skip
REVIEWS = Layout(
    [
        {"Review ID": "r1", "Review Date": "13.03.2026 10:00", "Reviewer": "Jo Kay", "Rating": "1",
         "Review Title": "Dead router again", "Review Text": HELLO, "Owner Response": SORRY,
         "Response Date": "13.03.2026 10:05"},
        {"Review ID": "r2", "Review Date": "13.03.2026 10:10", "Reviewer": "Ann Bee", "Rating": "2",
         "Review Title": "Nobody there", "Review Text": AGAIN, "Owner Response": "", "Response Date": ""},
    ],
    [
        Said("r1", f"Dead router again\n\n{HELLO}", "customer", "unknown", "10:00", "Jo Kay", None),
        Said("r1#reply", SORRY, "brand", "unknown", "10:05", None, "r1"),
        Said("r2", f"Nobody there\n\n{AGAIN}", "customer", "unknown", "10:10", "Ann Bee", None),
    ],
)  # fmt: skip
SPLIT_TIME = Layout(
    [
        {"Message ID": "1", "Date": "14/03/2026", "Time": "10:00", "From": "jo_k", "Content": HELLO,
         "In Reply To": "", "Sent by brand": "N"},
        {"Message ID": "2", "Date": "14/03/2026", "Time": "10:05", "From": "LumenWater", "Content": SORRY,
         "In Reply To": "1", "Sent by brand": "Y"},
    ],
    [
        Said("1", HELLO, "customer", "unknown", "10:00", "jo_k", None),
        Said("2", SORRY, "brand", "unknown", "10:05", "LumenWater", "1"),
    ],
)  # fmt: skip
EPOCH = Layout(
    [
        {"id": "t_1", "text": HELLO, "created_utc": 1772359200, "screen_name": "jo_k", "in_reply_to_id": None,
         "direction": "in", "visibility": "public"},
        {"id": "t_2", "text": SORRY, "created_utc": 1772359500, "screen_name": "LumenWater", "in_reply_to_id": "t_1",
         "direction": "out", "visibility": "public"},
        {"id": "t_3", "text": PRIVATE, "created_utc": 1772359800, "screen_name": "jo_k", "in_reply_to_id": None,
         "direction": "in", "visibility": "direct"},
    ],
    [
        Said("t_1", HELLO, "customer", "public", "10:00", "jo_k", None),
        Said("t_2", SORRY, "brand", "public", "10:05", "LumenWater", "t_1"),
        Said("t_3", PRIVATE, "customer", "direct", "10:10", "jo_k", None),
    ],
)  # fmt: skip
SPRINKLR_LIKE = Layout(
    [
        {"Universal Message Id": "TW_1", "Parent Message Id": "", "message": HELLO, "Brand Post": "false",
         "SN Created Time": 1772359200000, "Sender Screen Name": "jo_k", "permalink": "https://x.com/1", "lang": "en"},
        {"Universal Message Id": "TW_2", "Parent Message Id": "TW_1", "message": SORRY, "Brand Post": "true",
         "SN Created Time": 1772359500000, "Sender Screen Name": "LumenWater", "permalink": "https://x.com/2",
         "lang": "en"},
    ],
    [
        Said("TW_1", HELLO, "customer", "unknown", "10:00", "jo_k", None),
        Said("TW_2", SORRY, "brand", "unknown", "10:05", "LumenWater", "TW_1"),
    ],
)  # fmt: skip
NO_IDS = Layout(
    [
        {"Posted On": "Mar 14, 2026 10:00 AM", "Link": "https://example.com/a", "User": "jo_k", "Post": HELLO,
         "Platform": "Instagram", "Privacy": "Public"},
        {"Posted On": "Mar 14, 2026 10:05 AM", "Link": "https://example.com/b", "User": "lumen", "Post": SORRY,
         "Platform": "Instagram", "Privacy": "Friends"},
    ],
    [
        Said("https://example.com/a", HELLO, None, "public", "10:00", "jo_k", None),
        Said("https://example.com/b", SORRY, None, "followers", "10:05", "lumen", None),
    ],
)  # fmt: skip
STRANGE_NAMES = Layout(
    [
        {"Nummer": "k17", "Wann": "2026-03-01 10:00", "Inhalt": HELLO, "Wer": "jo_k"},
        {"Nummer": "k18", "Wann": "2026-03-01 10:05", "Inhalt": SORRY, "Wer": "lumen"},
        {"Nummer": "k19", "Wann": "2026-03-01 10:10", "Inhalt": AGAIN, "Wer": "jo_k"},
    ],
    [
        Said("k17", HELLO, None, "unknown", "10:00", None, None),
        Said("k18", SORRY, None, "unknown", "10:05", None, None),
        Said("k19", AGAIN, None, "unknown", "10:10", None, None),
    ],
)
LAYOUTS = {
    "sprout": SPROUT,
    "khoros": KHOROS,
    "brandwatch": BRANDWATCH,
    "help_desk": HELP_DESK,
    "reviews": REVIEWS,
    "split_time": SPLIT_TIME,
    "epoch": EPOCH,
    "sprinklr_like": SPRINKLR_LIKE,
    "no_ids": NO_IDS,
    "strange_names": STRANGE_NAMES,
}
