from __future__ import annotations

import pytest
from marking import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "If [we overcharged] you, we'll refund it.",
        "Sorry if [we overcharged] you.",
        "We'd like to check whether [we overcharged] you.",
        "Should we have [made a mistake], we'll put it right.",
        "Unless [we made a mistake], the bill stands.",
        "In case [we overcharged] you, send us the bill.",
        "In the event that [we made a mistake], we refund.",
        "It might have been [our error].",
        "That could be [our mistake].",
        "Had we [made a mistake], we would say so.",
        "Assuming [we overcharged] you, a refund follows.",
        "[We'd refund you] if we were wrong.",
        "We'll look into it, and if it was [our fault] we'll refund you.",
        "We would have [told you].",
        "Let me see if [we lost your parcel].",
    ],
)
def test_a_condition_takes_the_hit_back(sentence: str) -> None:
    assert holds("conditional", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "[We overcharged] you.",
        "If you can DM us we'll fix it - [we overcharged] you.",
        "If you can DM us we'll fix it, [we overcharged] you.",
        "[We overcharged] you, if you can DM us we'll fix it.",
        "[We overcharged] you. If that is still so, call us.",
        "If possible, send us a DM: [we made a mistake].",
        "If you'd like to DM us your details, we'll refund what [we overcharged].",
        "If you have any questions let us know. This was [our fault].",
        "We should have called, this was [our fault].",
        "[We should have] called you.",
        "You acted as if it was fine, but [we overcharged] you.",
        "Could you DM us? This was [our error].",
        "If you're still waiting, call us. [We lost your parcel].",
        "A gifted lifeboat is no excuse, [we got it wrong].",
        "Feel free to DM us if needed, this was [our mistake].",
        "It would be great if you could DM us as [we overcharged] you.",
        "We'd be grateful for a DM, this was [our mistake].",
        "Let me know if you don't get it, as [we sent it late].",
        "[We overcharged] you so let us know if you want a refund.",
    ],
)
def test_what_hangs_on_no_condition_stands(sentence: str) -> None:
    assert not holds("conditional", sentence)
