from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import socaudit
from socaudit.errors import ModelError
from socaudit.model import Category
from socaudit.tagger import Classifier
from socaudit.tagger.classifier import LEAST
from socaudit.tagger.encoder import Encoder
from socaudit.tagger.network import Floats

FOLDER = Path(socaudit.__file__).parent / "models" / "social_textcat"
MODEL = Classifier.load(FOLDER)
TEXTS = [
    "Hi Dee. We charged you twice, that was our mistake. It will be back with you by Thursday. ^JH",
    "",
    "🙂 @dee https://x.example/a",
    "been on hold for an hour and your chat just closes",
    "Zoë, désolé! Sorry to hear that 🙂🙂",
]


def read(texts: Sequence[str], *labels: str) -> list[tuple[Category, ...]]:
    """Return what the sentences of texts say, asked for some labels, or for all."""
    return MODEL.categories(texts, [frozenset(labels or MODEL.labels)] * len(texts))


def said(text: str, *, at_least: float = 0.5) -> list[tuple[str, str]]:
    [found] = read([text])
    return [(each.label, text[each.start : each.end]) for each in found if each.score >= at_least]


def test_a_sentence_is_found_with_what_it_says() -> None:
    found = said(TEXTS[0])
    assert ("fault", "We charged you twice, that was our mistake.") in found
    assert ("commitment", "It will be back with you by Thursday.") in found


def test_offsets_count_code_points_and_leave_white_space_out() -> None:
    assert ("fault", "We charged you twice, that was our mistake.") in said(
        "  🙂🙂 ok!  \n\n We charged you twice, that was our mistake.  "
    )


def test_a_condition_is_no_admission() -> None:
    assert "fault" not in dict(said("If we charged you twice, we will of course refund it."))


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=60), max_size=8))
@settings(deadline=None)
def test_sentences_lie_in_their_text_in_order_and_scores_are_shares(texts: list[str]) -> None:
    found = read(texts)
    assert len(found) == len(texts)
    for text, some in zip(texts, found, strict=True):
        starts = [each.start for each in some]
        assert starts == sorted(starts)
        assert all(0 <= each.start < each.end <= len(text) and LEAST <= each.score <= 1 for each in some)
        assert all(each.label in MODEL.labels for each in some)


def test_a_text_says_the_same_alone_and_among_others() -> None:
    long = [" ".join(TEXTS)] * 200
    together = read([*TEXTS, *long, *TEXTS])
    alone = [read([text])[0] for text in TEXTS]
    for one, other in zip(together[: len(TEXTS)] + together[-len(TEXTS) :], alone * 2, strict=True):
        assert [(each.label, each.start, each.end) for each in one] == [(x.label, x.start, x.end) for x in other]
        assert [each.score for each in one] == pytest.approx([each.score for each in other], abs=0.002)


@pytest.mark.parametrize(
    "text", [" -a A" * 20_000, " " * 50_000 + "x", "@a " * 20_000, "word " * 50_000, "x" * 100_000]
)
def test_long_texts_without_a_stop_are_read_piece_by_piece(text: str) -> None:
    asked = f"We charged you twice, that was our mistake. {text}"
    [found] = read([asked])
    assert [each.label for each in found if each.end <= 43][:1] == ["fault"]
    assert all(each.end - each.start <= 1000 for each in found)


def test_a_sign_off_and_a_handle_are_no_part_of_what_is_said() -> None:
    bare, [dressed] = (
        read(["We charged you twice, that was our mistake."], "fault")[0],
        read(["@dee_k We charged you twice, that was our mistake ^JH 1/2"], "fault"),
    )
    assert {each.label for each in bare if each.score > 0.7} == {each.label for each in dressed if each.score > 0.7}
    assert {(each.start, each.end) for each in dressed} == {(7, 49)}


def test_only_labels_that_are_asked_for_come_back() -> None:
    one, other, none = MODEL.categories([TEXTS[0]] * 3, [{"commitment", "gift"}, {"fault"}, set()])
    assert {each.label for each in one} == {"commitment"}
    assert {each.label for each in other} == {"fault"}
    assert none == ()


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the sentences that the careful network is given from now on."""
    again: list[str] = []
    logits = Encoder.logits

    def spied(encoder: Encoder, texts: Sequence[Sequence[str]]) -> Floats:
        again.extend(" ".join(words) for words in texts)
        return logits(encoder, texts)

    monkeypatch.setattr(Encoder, "logits", spied)
    return again


def test_the_careful_network_reads_only_where_the_quick_one_is_not_sure(read_again: list[str]) -> None:
    read(["We open at nine. Looks like it was keyed in twice. That was our mistake."], "fault")
    assert read_again == ["Looks like it was keyed in twice ."]


def test_what_the_quick_network_knows_as_well_is_left_to_it(read_again: list[str]) -> None:
    assert any(read(["Not great, is it? Noted, passed on."], "complaint", "question", "passed_on", "regret"))
    assert read_again == []


def test_a_missing_classifier_says_where(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        Classifier.load(tmp_path / "none")
    assert caught.value.where == str(tmp_path / "none")


@pytest.mark.parametrize("name", ["meta.json", "weights.npz"])
def test_a_damaged_classifier_is_refused(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "model"))
    (folder / name).write_bytes(b"damaged")
    with pytest.raises(ModelError, match="does not load"):
        Classifier.load(folder)


def test_a_classifier_of_another_format_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "model"))
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | {"format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="another format"):
        Classifier.load(folder)


def test_what_a_sentence_carries_does_not_depend_on_what_else_is_asked() -> None:
    texts = [*TEXTS, "One of the lads took the wrong one.", "I give up, nobody rings back and my heater smokes"]
    for together, *alone in zip(read(texts), *(read(texts, label) for label in MODEL.labels), strict=True):
        found = {(each.label, each.start): each.score for each in together}
        assert found == pytest.approx({(x.label, x.start): x.score for some in alone for x in some}, abs=0.002)
