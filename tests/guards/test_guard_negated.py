from __future__ import annotations

import pytest
from marking import holds


@pytest.mark.parametrize(
    "sentence",
    [
        "Hi Sam, this wasn't [our fault].",
        "Hi Sam, this wasn\u2019t [our fault].",
        "This was not [our fault].",
        "This is in no way [our fault], Sam.",
        "It was never [our mistake].",
        "We don't believe this was [our error].",
        "I can't see that [we overcharged] you.",
        "None of this was [our fault].",
        "Neither of our drivers [damaged it].",
        "Sorry to hear that, but it isn't [our fault].",
        "We have not [lost your parcel].",
        "Nobody here [overcharged you].",
        "wasnt [our fault] mate",
        "There is no evidence that [we overcharged] you.",
        "We found nothing to suggest [our error].",
        "It wasn't caused by [our engineer].",
        "Sorry, we didn't [overcharge you].",
        "We've checked and we haven't [charged you twice].",
        "We do not accept that this was [our fault].",
        "That is hardly [our fault].",
        "The delay is due to the weather, not [our error].",
        "It was the weather rather than [our mistake].",
    ],
)
def test_a_denial_takes_the_hit_back(sentence: str) -> None:
    assert holds("negated", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "This was [our fault].",
        "We cannot deny it was [our mistake].",
        "Never hesitate to send [your booking reference].",
        "Oh Lou that's not great and I'd like [your delivery address].",
        "We can't deny this was [our mistake].",
        "We won't dispute that [we overcharged] you.",
        "There's no excuse, this was [our fault].",
        "There's no doubt this was [our error].",
        "No question, [we got this wrong].",
        "This is not good enough and [we got it wrong].",
        "Not only did [we overcharge] you, we sent it late.",
        "I'm not sure what happened but this was [our error].",
        "You did nothing wrong, it was [our mistake].",
        "Your parcel did not arrive because of [our error].",
        "Your order hasn't arrived and that is [our fault].",
        "It's not your fault, it's [ours].",
        "It's not your fault - it's [our mistake].",
        "It wasn't you, it was [our error].",
        "That shouldn't have happened. [We made a mistake].",
        "We didn't call you back. That was [our fault].",
        "Why not? Because [we made a mistake].",
        "We don't know how, but [we lost your parcel].",
        "Never mind the courier: this was [our fault].",
        "We didn't realise [we had overcharged] you.",
        "Notice sent. [We overcharged] you.",
        "No, you're right, [we overcharged] you.",
        "No problem, Sam. [We overcharged] you.",
        "I can't apologise enough, this was [our fault].",
        "I cannot apologise enough for [our mistake].",
        "We couldn't be more sorry for [our mistake].",
        "There is nothing to add: [we got it wrong].",
        "Not sure why [we overcharged] you, Sam.",
        "I don't know why [we charged you twice].",
        "Nothing can excuse [our mistake].",
        "You should not have [been charged twice].",
        "We should never have [lost your parcel].",
        "We didn't mean to [overcharge you].",
        "That doesn't change the fact that [we made a mistake].",
    ],
)
def test_what_only_sounds_like_a_denial_does_not(sentence: str) -> None:
    assert not holds("negated", sentence)
