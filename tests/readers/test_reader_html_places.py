from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from socaudit.readers import placed
from socaudit.readers._html import plain

BITS = st.sampled_from(
    ["<p>", "</p>", "<br>", "<b>", "</b>", "&amp;", "&eacute;", "&#233;", "&notit;", "&", "<", " ", "\n", "word",
     "<pre>", "</pre>", "<blockquote>", "</blockquote>", "<!-- c -->", '<a href="https://a.example?x=1&amp;y">', "</a>",
     '<img alt="a &quot;b">', '<img class="emoji" alt=":x:">', "<script>", "</script>", "é😀", "<li>"]
)  # fmt: skip


@given(st.lists(BITS, max_size=14).map("".join))
@example("a &amp; b")
@example("<p>one</p> <p>two &lt;3</p>")
def test_the_pieces_make_what_a_person_reads(html: str) -> None:
    found, read = placed(html), plain(html)
    text = "".join(piece.text for piece in found.text)
    assert "\n".join(line.rstrip(" ") for line in text.split("\n")).strip("\n ") == read.text
    assert tuple("".join(piece.text for piece in link) for link in found.links) == read.links
    assert ["".join(piece.text for piece in alt) for alt in found.alt_texts] == [alt for alt in read.alt_texts if alt]


@given(st.lists(BITS, max_size=8).map("".join), st.lists(BITS, max_size=8).map("".join))
def test_a_word_stands_where_its_piece_says(before: str, after: str) -> None:
    html = f"{before} Kestrel {after}"
    places = [place for place in placed(html).text if "Kestrel" in place.text]
    assert [html[place.start : place.end].replace("\n", " ") for place in places] == [
        place.text.replace("\n", " ") for place in places
    ]


def test_links_and_descriptions_know_their_places() -> None:
    html = "<p>x</p>\n<a class=y HREF='https://a.example?b=1&amp;c'>z</a><img alt=meter>"
    found = placed(html)
    assert [[html[piece.start : piece.end] for piece in link] for link in found.links] == [
        ["https://a.example?b=1", "&amp;", "c"]
    ]
    assert [[html[piece.start : piece.end] for piece in alt] for alt in found.alt_texts] == [["meter"]]
