from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my dob is 3/4/82", "3/4/82"),
        ("DOB: 03.04.1982", "03.04.1982"),
        ("date of birth 1982-04-03", "1982-04-03"),
        ("born on 3rd April 1982", "3rd April 1982"),
        ("d.o.b. 3 April 82", "3 April 82"),
        ("my birthday is April 3, 1982", "April 3, 1982"),
        ("my birthday is on the 3rd of april", "3rd of april"),
        ("dob 030482", "030482"),
        ("born in 1982", "1982"),
    ],
)
def test_date_of_birth_follows_its_cue(text: str, value: str) -> None:
    assert values(text, "DATE_OF_BIRTH") == {value}


@pytest.mark.parametrize(
    "text", ["delivery on 3/4/17", "since 12/10/2017", "born to run", "happy birthday to me", "12/03/1985"]
)
def test_other_dates_are_no_date_of_birth(text: str) -> None:
    assert not values(text, "DATE_OF_BIRTH")


@pytest.mark.parametrize("date", ["12/03/1985", "3/4/82", "3rd April 1982", "3 apr 1982"])
def test_bare_date_long_past_is_weak(date: str) -> None:
    assert values(f"it says {date} there", "DATE_OF_BIRTH", min_score=0.2) == {date}
    assert not values(f"it says {date} there", "DATE_OF_BIRTH")


@pytest.mark.parametrize("date", ["3/4/17", "3/4/2019", "20-00-00", "3 April 2019"])
def test_bare_date_of_late_is_nobodys_birth(date: str) -> None:
    assert not values(f"it says {date} there", "DATE_OF_BIRTH", min_score=0.2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I'm 82 and can't walk", "82"),
        ("my 4 year old son", "4"),
        ("a 91-year-old lady", "91"),
        ("she is 91.", "91"),
        ("aged 82", "82"),
        ("I'm 82yo", "82"),
        ("my mum is 79 years old", "79"),
        ("a widow, 67yo", "67"),
        ("retired at the age of 68", "68"),
        ("my daughter's 7!", "7"),
        ("shes 77 and diabetic", "77"),
        ("a 5 month old baby", "5"),
        ("jo, 34, truro", "34"),
    ],
)
def test_age_is_the_number(text: str, value: str) -> None:
    assert values(text, "AGE") == {value}


@pytest.mark.parametrize(
    "text",
    [
        "my 3 year old phone",
        "I'm 45 minutes late",
        "it is 5.30 now",
        "I'm 20th in the queue",
        "2 years of waiting",
        "i'm 100% sure",
        "a 12 year old single malt",
        "he is 300 years old",
        "aged 3 months",
        "a 5 month old phone",
        "when I was 1 minute away",
        "Friday, 12, noon",
    ],
)
def test_other_numbers_are_no_age(text: str) -> None:
    assert not values(text, "AGE")


def test_date_among_facts_about_a_person_is_their_date_of_birth() -> None:
    assert values("Jane Doe / 1982-04-03 / LS6 3HN", "DATE_OF_BIRTH") == {"1982-04-03"}
    assert values("my own date of birth then. 3-4-82. ok?", "DATE_OF_BIRTH") == {"3-4-82"}
    assert values("3/4/82 is my dob", "DATE_OF_BIRTH") == {"3/4/82"}
    assert not values("closed since 03/04/1982 they said", "DATE_OF_BIRTH")
