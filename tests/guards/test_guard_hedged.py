from __future__ import annotations

import pytest
from marking import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "It may have been [our error].",
        "It might've been [our error].",
        "This could be [our mistake].",
        "This could well be [our mistake].",
        "That could have been [our error].",
        "It looks like [we overcharged] you.",
        "Looks as though [we lost it].",
        "It seems that [we overcharged] you.",
        "It appears [we made a mistake].",
        "There seems to have been [a mix-up on our side].",
        "Possibly [our mistake], Sam.",
        "Perhaps [we got it wrong].",
        "This was probably [our fault].",
        "Apparently [we lost your parcel].",
        "I think [we overcharged] you.",
        "We believe that [we made an error].",
        "I'd guess that it was [our fault].",
        "I'm not entirely sure but I suspect [we lost it].",
        "There must have been [a mistake on our side].",
        "As far as we can tell [we overcharged] you.",
        "From what I can see [we missed your slot].",
        "There is a possibility that [we lost it].",
        "We are looking into a possible [error on our side].",
        "[We may have overcharged] you.",
        "[We overcharged you], I think.",
        "[We overcharged], it seems.",
        "[our mistake], possibly.",
        "[Our mistake] by the looks of it!",
        "It looks like, unfortunately, [we lost your parcel].",
        "We're sorry. It might be [our fault].",
    ],
)
def test_what_is_said_with_reserve_is_hedged(sentence: str) -> None:
    assert holds("hedged", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was [our error].",
        "In May [we overcharged] you.",
        "Since May have been months in which [we failed you].",
        "On 3 May [we lost your parcel].",
        "May 2024 was when [we overcharged] you.",
        "I think we both know [we failed you].",
        "I think you'll agree that [we let you down].",
        "I think it's fair to say [we got it wrong].",
        "We believe in honesty and [we got it wrong].",
        "You may have seen that [we overcharged] you.",
        "You might already be aware that [we lost data].",
        "We can't possibly excuse this: [our fault].",
        "We could have done better, [our fault].",
        "[We should have called], I think you'll agree.",
        "It looked fine at first. [We lost your parcel].",
        "Looking forward to putting right what [we got wrong].",
        "It might rain but [we failed you].",
        "Perhaps you could DM us, [we overcharged] you.",
        "Maybe. [We overcharged] you.",
        "We're not sure why [we overcharged] you.",
        "Call us as soon as possible, this was [our mistake].",
        "The maybelline order is late, [our mistake].",
        "[We overcharged] you. I think you knew.",
        "Our might is our staff; this was [our fault].",
    ],
)
def test_what_is_said_outright_stands(sentence: str) -> None:
    assert not holds("hedged", sentence)
