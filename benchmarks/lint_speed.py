"""`socaudit lint` on 500 templates against loading the model and running Presidio on the same texts.

    python benchmarks/lint_speed.py [--runs 3]

The templates are put together from invented sentences, no two alike, in a folder of YAML files. Imports and loading
count on both sides: whoever commits one template pays for them each time. Presidio gets its defaults with spaCy's
small English model; the lint reads, detects with the model, matches, judges and writes its JSON report. Compare the
processor's seconds; 1.5 is the most that the ratio may be.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
from pathlib import Path

from beside import BATCH, PRESIDIO, Figures, Subject, compare, presidio_batch, timed

TEMPLATES, TO_A_FILE = 500, 25
GREETINGS = ["Hi {{first_name}},", "Hello {{ticket.requester.first_name}}!", "Dear [NAME],", "Good morning,"]
MIDDLES = [
    "sorry that your parcel has not come yet.",
    "thank you for telling us about the heating in Larkfield Road.",
    "we see that the {{product.name}} stopped working after a week.",
    "the engineers in Kendal are at work on the line, and we expect them to be done by Friday.",
    "our colleague Morag Tweddle has looked into the invoice for March.",
    "you can change your plan at https://help.acme.example/plans whenever you like.",
    "we have asked the depot to look for it and will write again tomorrow before noon.",
    "a refund of 12.50 is on its way and takes three to five working days.",
]
CLOSINGS = [
    "Please send us a direct message if that does not help. ^{{agent.initials}}",
    "Call us on 020 7946 0123, Monday to Saturday.",
    "Reply with your order number and we will look at once.",
    "Thanks for your patience! ^K",
]


def write_templates(folder: Path) -> None:
    """Write the templates, the same in every run."""
    dice = random.Random(6)  # noqa: S311  # Nothing here is secret.
    for first in range(0, TEMPLATES, TO_A_FILE):
        items = []
        for number in range(first, first + TO_A_FILE):
            said = " ".join([dice.choice(GREETINGS), *dice.sample(MIDDLES, 3), dice.choice(CLOSINGS)])
            items.append(f"- name: Template {number}\n  body: >-\n    {said}\n    Case group {number}.\n")
        (folder / f"{first:03}.yaml").write_text("".join(items), encoding="utf-8")


def presidio(path: str) -> Figures:
    """Load the model and Presidio, and analyse the texts."""
    from socaudit import templates
    from socaudit.model import Message

    texts = [event.text for event in templates.read([path]) if isinstance(event, Message)]
    return timed(lambda: list(presidio_batch().analyze_iterator(texts, "en", batch_size=BATCH)), len(texts))


def lint(path: str) -> Figures:
    """Run the whole lint, imports, model and report included."""

    def work() -> None:
        from socaudit import pipeline, reporters

        reporters.write(pipeline.lint(pipeline.Request(paths=(path,))), "json", io.StringIO())

    return timed(work, TEMPLATES)


SUBJECTS = {PRESIDIO: Subject(presidio), "lint": Subject(lint)}

if __name__ == "__main__":
    if "--subject" in sys.argv:
        compare(__file__, SUBJECTS, __doc__.splitlines()[0])
    else:
        with tempfile.TemporaryDirectory() as folder:
            write_templates(Path(folder))
            sys.argv.insert(1, folder)
            compare(__file__, SUBJECTS, __doc__.splitlines()[0])
