"""Spaces that a line lost or gained: ``CertifiedScrumMaster`` is three words, ``Network +`` one."""

from __future__ import annotations

import re
from typing import Final

from credclass.matching.glued import Pieces, Split
from credclass.matching.lexicon import Lexicon, Word
from credclass.matching.urls import find_addresses
from credclass.text.tokens import Tokens, count_before

_SIGN: Final = "+"
_LONE_SIGN: Final = " +"
"""The sign of the names that end with one (CompTIA's), and with the space before it."""

_BREAK: Final = re.compile(r"-\s+")
_BROKEN: Final = re.compile(r"-(?<=[^\W\d_]-)\s+[^\W\d_]")
"""What the end of a line makes of a word that goes on in the next; the hyphen, which few lines have,
is looked for first.
"""

_HANDLES: Final = frozenset("#@_")
"""What stands before a tag or a name of an account, which is one word whatever it is made of."""

_IDEOGRAPHS: Final = "\u3000"
"""Where the scripts begin whose signs are words each."""

SPACED: Final = range(8, 400)
"""Letters that stand alone on a line whose words a layout set apart; longer lines are left as they are."""

REACH: Final = 4
"""Words before a token that may be the beginning of the phrase in which it stands."""


def restore_spaces(words: list[Word], tokens: Tokens, lexicon: Lexicon) -> list[Word]:
    """The words of the line, with those that run together taken apart and those that lost their
    sign joined with it, in ``tokens`` too.
    """
    text = tokens.folded.text
    if len(text) < 3 * len(words) and len(words) in SPACED:
        words = _rejoin_letters(words, tokens, lexicon)
    if _SIGN in text:
        _rejoin_signs(words, tokens, lexicon)
    if "-" in text and _BROKEN.search(text):
        words = _rejoin_halves(words, tokens, lexicon)
    for word in words:
        if word.splits:
            return _restored(words, tokens, lexicon)
    return words


def _rejoin_letters(words: list[Word], tokens: Tokens, lexicon: Lexicon) -> list[Word]:
    """The words, those joined whose letters a layout set apart: ``B a c h e l o r   o f   A r t s``. More than
    one space parts words.
    """
    alone = [len(token) == 1 and token < _IDEOGRAPHS for token in tokens.words]
    if sum(alone) not in SPACED or sum(alone) * 10 < len(alone) * 9:
        return words
    for at in range(len(alone) - 2, -1, -1):
        if alone[at] and alone[at + 1] and tokens.gap(at) == " ":
            tokens.join(at)
    return lexicon.words(tokens.words)


def _rejoin_signs(words: list[Word], tokens: Tokens, lexicon: Lexicon) -> None:
    """Join a word with the plus behind it where that is a name, and no list goes on: ``Network +,
    A + certified`` but not ``Project + Visio``.
    """
    text = tokens.folded.text
    starts = [*tokens.starts[1:], len(text)]
    end = -1
    while (end := text.find(_LONE_SIGN, end + 1)) >= 0:
        at = count_before(tokens.ends, end)
        if at < len(words) and tokens.ends[at] == end:
            following = tokens.words[at + 1] if at + 1 < len(words) else ""
            marked = bool(text[end + len(_LONE_SIGN) : starts[at]].strip())
            closes = marked or not following or following in lexicon.ends_a_name
            name = tokens.words[at] + "+"
            phrases = lexicon.phrases
            if closes and (name in phrases or f"{name} {following}" in phrases):
                tokens.words[at] = name
                tokens.ends[at] = end + len(_LONE_SIGN)
                words[at] = lexicon.word(name)


def _rejoin_halves(words: list[Word], tokens: Tokens, lexicon: Lexicon) -> list[Word]:
    """The words, with those that the end of a line broke joined; where the line goes on behind the hyphen
    the other half begins in small letters, or one half is no word by itself: ``Archi-`` and ``tect``.
    """
    for at in range(len(words) - 2, -1, -1):
        if not _BREAK.fullmatch(tokens.gap(at)):
            continue
        whole = lexicon.word("".join(tokens.words[at : at + 2]))
        halves = [lexicon.word(token) for token in tokens.words[at : at + 2]]
        small = tokens.raw(at + 1, at + 2)[0].islower()
        broken = small or "\n" in tokens.gap(at) or any(_is_no_word(one) for one in halves)
        if broken and whole.method == "exact" and whole.weight:
            tokens.join(at)
            words = [*words[:at], whole, *words[at + 2 :]]
    return words


def _is_no_word(word: Word) -> bool:
    """Whether nothing that people write is a token."""
    return word.method != "exact" or not (word.weight or word.ordinary or word.cues)


def _restored(words: list[Word], tokens: Tokens, lexicon: Lexicon) -> list[Word]:
    line = tokens.folded.original
    addresses = [(one.start, one.end) for one in find_addresses(line, [])]
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if (
            word.splits
            and _stands_free(at, tokens, addresses)
            and not _is_named(at, words, lexicon)
        ):
            pieces = _chosen(at, words, tokens, lexicon)
            if pieces:
                tokens.split(at, [len(piece) for piece in pieces])
                words[at : at + 1] = lexicon.words(list(pieces))
    return words


def _is_named(at: int, words: list[Word], lexicon: Lexicon) -> bool:
    """Whether a token is part of a name as it stands: ``Certified Scrum Professional – ScrumMaster``."""
    for first in range(max(at - REACH, 0), min(at + 1, len(words) - 1)):
        begins = words[first].begins
        for length in begins.get(words[first + 1].text, ()) if begins else ():
            texts = [word.text for word in words[first : first + length]]
            if at - first < length == len(texts) and " ".join(texts) in lexicon.phrases:
                return True
    return False


def _stands_free(at: int, tokens: Tokens, addresses: list[tuple[int, int]]) -> bool:
    """Whether a token is no part of an address, a tag, or the name of an account or a file."""
    start, end = tokens.starts[at], tokens.ends[at]
    if end - start != len(tokens.words[at]):
        return False
    text = tokens.folded.text
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _HANDLES or after in _HANDLES:
        return False
    if (before == "." and start > 1 and text[start - 2].isalnum()) or (
        after == "." and text[end + 1 : end + 2].isalnum()
    ):
        return False
    place = tokens.span(at, at + 1)[0]
    return not any(first <= place < stop for first, stop in addresses)


def _chosen(at: int, words: list[Word], tokens: Tokens, lexicon: Lexicon) -> Pieces:
    """The way to read a token that its capitals and its neighbours speak for; none for one word."""
    humps = _humps(at, tokens)
    best: Pieces = ()
    most = -1
    for split in words[at].splits:
        told = _told(split.pieces, humps, lexicon)
        if told <= most or (humps and not told):
            continue
        capitals = told == len(split.pieces) - 1
        rare = words[at].method == "exact"  # a word of some rare name
        if split.certain and not rare:
            fits = True
        else:
            fits = (capitals or not rare) and _completes(at, split, words, lexicon)
        if fits:
            best, most = split.pieces, told
    return best


def _humps(at: int, tokens: Tokens) -> list[int]:
    """Where in a token a capital begins a word: ``CompTIASecurity`` at 4 and 7."""
    start, end = tokens.starts[at], tokens.ends[at]
    original = tokens.folded.original
    raw = [original[place] for place in tokens.folded.places(list(range(start, end)))]
    humps = []
    for place in range(1, len(raw)):
        if raw[place].isupper():
            follows = place + 1 < len(raw) and raw[place + 1].islower()
            if not raw[place - 1].isupper() or follows:
                humps.append(place)
    return humps


def _told(pieces: Pieces, humps: list[int], lexicon: Lexicon) -> int:
    """How many of the pieces behind the first begin with a capital, or are small words before one
    that does.
    """
    told = small = 0
    place = len(pieces[0])
    for piece in pieces[1:]:
        if place in humps:
            told += 1 + small
            small = 0
        elif piece in lexicon.joins:
            small += 1
        place += len(piece)
    return told


def _completes(at: int, split: Split, words: list[Word], lexicon: Lexicon) -> bool:
    """Whether the pieces and words beside them are a phrase, as the token and they are not."""
    text = words[at].text
    for reach in range(min(at, REACH) + 1):
        first = at - reach
        texts = [word.text for word in words[first:at]]
        texts += split.pieces
        need = len(texts) if reach else len(texts) + 1
        begun = words[first].begins if reach else lexicon.word(texts[0]).begins
        lengths = begun.get(texts[1], ()) if begun else ()
        if not lengths:
            continue
        texts += [word.text for word in words[at + 1 : at + 1 + max(lengths)]]
        for length in lengths:
            if need <= length <= len(texts) and " ".join(texts[:length]) in lexicon.phrases:
                return not _begins_one(words, at, text)
    return False


def _begins_one(words: list[Word], at: int, text: str) -> bool:
    """Whether a token and the word before or behind it begin a phrase as they are."""
    before = words[at - 1].begins if at else None
    behind = words[at].begins if at + 1 < len(words) else None
    return bool((before and text in before) or (behind and words[at + 1].text in behind))
