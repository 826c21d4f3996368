from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from socaudit.correlations._earliest import Earliest


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from("xyz")), max_size=12),
    st.integers(0, 13),
    st.integers(0, 12),
    st.sampled_from(["x", "y", "nobody", None]),
)
def test_it_agrees_with_looking_at_every_place(
    entries: list[tuple[int, str]], place: int, limit: int, excluded: str | None
) -> None:
    found = (i for i, (end, author) in enumerate(entries) if i >= place and end < limit and author != excluded)
    tree = Earliest([end for end, _ in entries], [author for _, author in entries])
    assert tree.first(place, limit, excluded) == next(found, None)
