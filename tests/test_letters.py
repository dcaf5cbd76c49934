"""What letters weigh is what the features weigh that are named after them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from credclass.decision.evidence.letters import Letters
from credclass.decision.evidence.wording import letter_features
from credclass.decision.model import Weight

WORDS = st.text("aab#é", max_size=9) | st.text(max_size=50)


@given(st.lists(WORDS), WORDS, st.data())
def test_letters_weigh_what_their_features_weigh(
    others: list[str], word: str, data: st.DataObject
) -> None:
    named = sorted({name for one in [*others, word] for name in letter_features(one)})
    chosen = data.draw(st.lists(st.sampled_from(named), unique=True)) if named else []
    rows = {name: f"{at + 1} 0 0 0 0 0" for at, name in enumerate(sorted(chosen))}
    features = {"a=": "9 9 9 9 9 9", **rows, "w=cpa": "9 9 9 9 9 9"}
    expected = [Weight.read(rows[name]).row() for name in letter_features(word) if name in rows]
    found = [weight.row() for weight in Letters(features).found(word)]
    assert sorted(found) == sorted(expected)
