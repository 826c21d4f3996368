from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("im deaf, why is phone the only way", {"deaf"}),
        ("had a miscarriage last month please stop the baby emails", {"miscarriage"}),
        ("my dad had a stroke in march", {"stroke"}),
        ("mam is bed bound", {"bed bound"}),
        ("hubby just diagnosed type 2 diabetes", {"type 2 diabetes"}),
        ("I'm 36 weeks pregnant, no seat offered", {"pregnant"}),
        ("my son has adhd and waits badly", {"adhd"}),
        ("he's on chemo and needs his prescription", {"chemo"}),
        ("I take insulin", {"insulin"}),
        ("I am profoundly deaf", {"deaf"}),
        ("I'm coeliac, label said gluten free", {"coeliac"}),
        ("I've got long covid", {"long covid"}),
        ("sister in hospital with sepsis", {"sepsis"}),
        ("my nan has alzheimers, she signed up to 3 contracts", {"alzheimers"}),
        ("had heart surgery in june so i can't lift", {"heart surgery"}),
        ("with my arthritis I can't open the lid", {"arthritis"}),
        ("I'm suicidal over this debt", {"suicidal"}),
        ("my brother has learning difficulties", {"learning difficulties"}),
        ("pregnant wife on board, no air con", {"pregnant"}),
        ("my wife uses a CPAP machine", {"CPAP machine"}),
        ("He has terminal cancer", {"terminal cancer"}),
        ("struggling with depression since I lost mum", {"depression"}),
        ("waiting on my HIV meds delivery", {"HIV"}),
        ("my mental health has suffered because of this", {"mental health"}),
        ("mother in law with Parkinsons fell on your ramp", {"Parkinsons"}),
        ("recovering from surgery", {"surgery"}),
        ("my mum is a type 2 diabetic", {"type 2 diabetic"}),
        ("on a ventilator at home, power's been off since 4", {"ventilator"}),
        ("I'm visually impaired and the new app is unusable", {"visually impaired"}),
        ("im on antidepressants and your app lost my repeat", {"antidepressants"}),
        ("son with autism, 2 hours in a queue", {"autism"}),
        ("because of my epilepsy i can't drive", {"epilepsy"}),
        ("my lad's autistic", {"autistic"}),
        ("my anxiety is through the roof and nobody rings back", {"anxiety"}),
        ("I've just come out of hospital after a hip replacement", {"hip replacement"}),
        ("I have a nut allergy and you served me almonds", {"nut allergy"}),
        ("partner is immunosuppressed", {"immunosuppressed"}),
        ("asthmatic here, inhaler never delivered", {"asthmatic"}),
        ("mum's got dementia", {"dementia"}),
        ("I have PTSD from the army", {"PTSD"}),
        ("I've IBS and the toilet was out of order", {"IBS"}),
        ("my MS is bad in the heat", {"MS"}),
        ("our lad (7) has asthma and no inhaler came", {"asthma"}),
        ("my dad (81, dementia) stood in the rain", {"dementia"}),
        ("my sister-in-law Anne-Marie is deaf", {"deaf"}),
        ("please move us nearer, severe asthma", {"asthma"}),
        ("my insulin melted in your locker", {"insulin"}),
        ("ive type 2 diabetes n the food was late", {"type 2 diabetes"}),
        ("slipped in aisle 9 - sprained ankle", {"sprained ankle"}),
    ],
)
def test_condition_is_found_in_the_ways_people_tell_it(text: str, expected: set[str]) -> None:
    assert values(text, "HEALTH") == expected


@pytest.mark.parametrize(
    "text",
    [
        "your website is so depressing",
        "my ocd can't take that crooked sign lol",
        "service is on life support",
        "allergic to paying full price me",
        "i'm dying laughing",
        "I'm sick of this",
        "donate to dementia research at the till",
        "do you do gluten free? asking for a mate",
        "this queue is giving me a stroke",
        "my phone has died",
        "you must be blind if you think thats grey",
        "the app crashed and had a stroke",
        "feeling ill looking at that bill",
        "cancer charity run blocked the road",
        "crazy prices",
        "blind spot on the new model is bad",
        "deaf to complaints as usual",
        "my wifi is having a heart attack",
        "really bad depression charity advert",
        "a broken toaster again",
    ],
)
def test_figures_of_speech_are_no_condition(text: str) -> None:
    assert not values(text, "HEALTH")
