"""Sign-offs of agents: initials or a first name after a mark at the end of a reply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import is_common, is_first_name
from socaudit.detectors._recognizer import CUED, SHAPED, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_CARET = re.compile(r"(?<!\w)\^ ?(?P<value>[A-Z][A-Za-z]{0,14})\b")
_REST = r"\.?(?:\s*[(\[]?\d\s?/\s?\d[)\]]?)?[\s\0]*$"
_INITIALS = re.compile(rf"(?:(?<=[\s.!?)\0])|^)(?:[*~-] ?|-- ?|/)(?P<value>[A-Z]{{2,3}}){_REST}")
# 'I'll pass this on. Lauren': only a first name that stands alone after the last sentence.
_ALONE = re.compile(rf"(?<=[.!?] )(?P<value>[A-Z][a-z]{{2,14}}){_REST}")
_FIRST_NAME = re.compile(rf"(?<=[\s.!?)\0])(?:[*~/-]|--) ?(?P<value>[A-Z][a-z]{{2,14}}){_REST}")


@recognizer("staff_caret", cues=("^",))
def caret(view: View) -> Iterator[Detection]:
    """Find what follows a caret: '^JD', '^Kate'."""
    return matches(_CARET, view.quiet, "STAFF_NAME", CUED, "staff_caret")


@recognizer("staff_sign_off", cues=("*", "~", "/", "-", ".", "!", "?"))
def sign_off(view: View) -> Iterator[Detection]:
    """Find initials or a first name after a dash, star, tilde or slash at the very end."""
    yield from matches(_INITIALS, view.quiet, "STAFF_NAME", SHAPED, "staff_sign_off")
    for detection in matches(_FIRST_NAME, view.quiet, "STAFF_NAME", SHAPED, "staff_sign_off"):
        word = view.quiet[detection.start : detection.end]
        if is_first_name(word) or not is_common(word):
            yield detection
    for detection in matches(_ALONE, view.quiet, "STAFF_NAME", SHAPED, "staff_sign_off"):
        if is_first_name(view.quiet[detection.start : detection.end]):
            yield detection
