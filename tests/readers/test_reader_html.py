from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.readers._html import Plain, plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>a</p><p>b<br>c<br/><br/>d</p>", "a\n\nb\nc\n\nd"),
        ("a &amp; b&nbsp;c &lt;d&gt; &#39;", "a & b\u00a0c <d> '"),
        ("<p>a\n  b</p>\n<p>c</p>", "a   b\n\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\nb\nc"),
        ("<blockquote><p>x</p><p>y</p></blockquote><p>z</p>", "> x\n\n> y\n\nz"),
        ("a<script>b</script><style>c</style>d", "ad"),
        ('<img class="emoji" alt=":smile:"> ok', ":smile: ok"),
        ("</pre></blockquote></script>a", "a"),
        ("a <b>b", "a b"),
        ("1 < 2", "1 < 2"),
        ("a<![x[ b", "a<![x[ b"),
        ("a<![CDATA[b]]>c", "ac"),
        ("a<!-- b -->c<?d?>", "ac"),
    ],
)
def test_text_is_what_a_person_reads(html: str, text: str) -> None:
    assert plain(html) == Plain(text, (), ())


def test_links_keep_their_targets_once_and_pictures_their_descriptions() -> None:
    html = (
        '<a href="https://example.com/a?b=1&amp;c=2">shown</a> <a href="https://example.com/a?b=1&amp;c=2">again</a>'
        '<a class="mention" href="https://social.example/@nia">@nia</a><a class="hashtag" href="/tags/x">#x</a>'
        '<a href="#top">top</a><a href="javascript:x()">js</a><a>none</a>'
        '<img src="a.png" alt="a meter"><img src="b.png"><img class="avatar" src="c.png"><video></video>'
    )
    found = plain(html)
    assert found.links == ("https://example.com/a?b=1&c=2",)
    assert found.alt_texts == ("a meter", None, None)
    assert found.text.startswith("shown again")


@given(st.text(st.sampled_from('<>/!-[]&;"= \n') | st.characters(categories=["Ll"]), max_size=60))
def test_any_text_is_read(html: str) -> None:
    assert plain(html).text.strip("\n ") == plain(html).text
