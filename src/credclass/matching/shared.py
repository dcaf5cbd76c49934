"""Names that share words in an enumeration: ``Series 7, 63 and 65``, ``Yellow and Green Belt``.

What stands behind a name, or before it, is a name too where the catalog has it with the words
that the two share.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.payloads import Alias, alias_of, entry_of
from credclass.matching.beginnings import Beginnings
from credclass.matching.dates import find_dates
from credclass.matching.items import OWN, find_leaders, is_counted, item_behind
from credclass.matching.lexicon import Lexicon, Word
from credclass.matching.phrases import Match
from credclass.matching.siblings import Siblings, clear_of, entries_of, is_credential, is_loose
from credclass.native import mypyc_attr
from credclass.text.tokens import Tokens

SHARED: Final = "shared"
"""The method of a match whose other words stand elsewhere on the line."""

PREFIX: Final = 4
"""Words that items may share before their own: ``Microsoft Certified Azure``."""

SUFFIX: Final = 2
"""Words that they may share behind: ``Management Professional``."""

NEAR: Final = 12
"""Names found last, among which are those that overlap one found now."""

ITEMS: Final = 5
"""Items before the joining word that share with what stands behind it."""


def share_names(
    names: list[Match], words: list[Word], tokens: Tokens, lexicon: Lexicon, catalog: ByNumber
) -> list[Match]:
    """The names of a line with those that share words with them, in order."""
    joints = [at for at, word in enumerate(words) if word.joins_credentials]
    if joints:  # of which none is meant where all are misspelt
        meant = any(words[at].method == "exact" for at in joints)
        joints = [at for at in joints if meant and 0 < at < len(words) - 1]
    leaders = find_leaders(names, words, tokens, joints, catalog)
    if not leaders and not joints:
        return names
    line = Enumeration(names, words, tokens, lexicon, catalog)
    for match in leaders:
        line.read_behind(match)
        if joints and match.stop - match.first > OWN + 1:
            line.read_inside(match)
    for joint in joints:
        line.read_before(joint)
    return line.names() if line.found else names


@mypyc_attr(free_list_len=1)
class Enumeration:
    """A line as a list of names, and those found on it that share words."""

    __slots__ = ("_catalog", "_dated", "_ends", "_firsts", "_joins", "_names",
                 "_siblings", "_texts", "_tokens", "_words", "found")  # fmt: skip

    def __init__(
        self,
        names: list[Match],
        words: list[Word],
        tokens: Tokens,
        lexicon: Lexicon,
        catalog: ByNumber,
    ) -> None:
        self._names = names
        self._words = words
        self._texts = [word.text for word in words]
        self._tokens = tokens
        self._firsts = [match.first for match in names]
        self._siblings = Siblings(lexicon.phrases, catalog)
        self._joins = lexicon.joins_credentials
        self._catalog = catalog
        self._ends = lexicon.ends_a_name
        self._dated: set[int] | None = None
        self.found: list[Match] = []

    def names(self) -> list[Match]:
        """The names of the line, those that were found in the place of what stood there."""
        kept = clear_of(self.found, self._names)
        return sorted([*kept, *self.found], key=lambda match: match.first)

    def read_behind(self, match: Match) -> None:
        """Items behind a name that share its first words: ``ITIL Foundation and Practitioner``."""
        own = self._texts[match.first : match.stop]
        stop = match.stop
        at = self._next_item(stop)
        if not at and stop < len(self._words) and is_counted(stop, self._words):
            own = self._counted(match, own)
            at = self._next_item(stop + 2)
        begins = self._words[match.first].begins
        if not at or len(own) < 2 or begins is None:
            return
        while len(own) > 2 and own[-1] in self._ends and self._siblings.named(own[:-1]):
            own.pop()  # FRM Part I passed, Part II
        base = self._siblings.named(own) or self._siblings.among(match.targets)
        while base and at:
            item = self._item(at, own, base, begins)
            if item is None and len(own) > 2:  # FINRA Series 7, 9: Series 9
                short = self._words[match.first + 1].begins
                alike = entries_of(self._siblings.named(own[1:])) == entries_of(base)
                item = self._item(at, own[1:], base, short) if short and alike else None
            if item is None:
                return
            self.found.append(item)
            at = self._next_item(item.stop)

    def _counted(self, match: Match, own: list[str]) -> list[str]:
        """The words of ``CFA Level I`` where ``CFA Levels I`` stands, which is found so; else none."""
        at = match.stop
        apart = self._tokens.begins_part(at) or self._tokens.begins_part(at + 1)
        if not apart and self._next_item(at + 2):
            one = [*own, self._texts[at][:-1], self._texts[at + 1]]
            targets = self._siblings.of(one, self._siblings.among(match.targets))
            if targets:
                self.found.append(Match(match.first, at + 2, targets, SHARED))
                return one
        return []

    def _next_item(self, stop: int) -> int:
        """Where the next item of an enumeration begins; 0 where it ends."""
        if stop < len(self._texts):
            if self._texts[stop] in self._joins:
                return stop + 1 if stop + 1 < len(self._texts) else 0
            return item_behind(stop, self._tokens)
        return 0

    def _item(self, at: int, own: list[str], base: list[int], begins: Beginnings) -> Match | None:
        """The name at ``at`` that shares the first words of ``own``, with which phrases begin."""
        for stop in range(min(at + OWN, len(self._texts)), at, -1):
            for cut in range(1, min(OWN, len(own) - 1) + 1):
                shared = len(own) - cut
                second = own[1] if shared > 1 else self._texts[at]
                if shared + stop - at in begins.get(second, ()):
                    targets = self._of_its_own(at, stop, own, cut, base)
                    if targets:
                        return Match(at, stop, targets, SHARED)
        return None

    def _of_its_own(
        self, at: int, stop: int, own: list[str], cut: int, base: list[int]
    ) -> list[int]:
        """What tokens name in the place of the last ``cut`` words of ``own``: something else than
        those do, unless numbers tell the two apart (``ACCA F1, F2``).
        """
        item = self._texts[at:stop]
        if self._ends.issuperset(item) or self._ends.issuperset(own[-cut:]):
            return []
        if not self._is_free(at, stop, base):
            return []
        several = len(own) - cut > 1  # ``Six Sigma``, which nobody in particular awards
        found = self._siblings.of(
            [*own[:-cut], *item], base, numbered=own[-1].isdecimal(), unawarded=several
        )
        if any(sign.isdecimal() for sign in item[-1]):
            return found
        known = [entry_of(one) for one in base]
        return [one for one in found if entry_of(one) not in known]

    def _is_free(self, at: int, stop: int, base: list[int]) -> bool:
        """Whether tokens may be an item: of one part, no other name's, no date, no quantity."""
        if self._is_parted(at, stop):
            return False
        for match in self._over(at, stop):
            if not is_loose(match, self._catalog) or self._siblings.is_awarder(match, base):
                return False
        return not self._words[stop - 1].number or self._is_label(at, stop)

    def _is_parted(self, first: int, stop: int) -> bool:
        """Whether a part begins inside a stretch."""
        return self._tokens.part_at(first)[1] < stop

    def _over(self, first: int, stop: int) -> list[Match]:
        """The names of the line that overlap a stretch; they do not overlap each other."""
        begin = max(bisect_right(self._firsts, first) - 1, 0)
        near = self._names[begin : bisect_left(self._firsts, stop)]
        return [match for match in near if match.stop > first]

    def _is_label(self, at: int, stop: int) -> bool:
        """Whether a number may be part of a name: no date, no quantity, no score."""
        if self._words[stop - 1].year:
            return False
        if self._dated is None:
            dates = find_dates(self._words, self._tokens)
            self._dated = {place for one in dates for place in range(one.first, one.stop)}
        if not self._dated.isdisjoint(range(at, stop)):
            return False
        end = self._tokens.ends[stop - 1]
        behind = self._tokens.folded.text[end : end + 2]
        if behind[:1] == "%" or (behind[:1] in {".", "-"} and behind[1:].isdigit()):
            return False
        if stop == len(self._words) or stop in self._dated or self._tokens.begins_part(stop):
            return True
        word = self._words[stop]
        if word.number or word.text in self._joins or word.text in self._ends:
            return True
        supporting = self._catalog.cues_by_role["supporting"]
        return any(cue in supporting for cue, _ in word.cues)

    def read_inside(self, match: Match) -> None:
        """A name that is two by the same rule: ``PRINCE2 Foundation & Practitioner``."""
        if any(alias_of(target) == Alias.NAME for target in match.targets):
            return
        for at in range(match.first + 2, match.stop - 1):
            if self._texts[at] in self._joins:
                own = self._texts[match.first : at]
                base = self._siblings.named(own)
                behind = self._texts[at + 1 : match.stop]
                if not base or len(behind) > OWN:
                    continue
                for cut in range(1, min(OWN, len(own) - 1) + 1):
                    targets = self._siblings.of([*own[:-cut], *behind], base)
                    if targets and entries_of(targets) != entries_of(base):
                        self.found.append(Match(match.first, at, base, SHARED))
                        self.found.append(Match(at + 1, match.stop, targets, SHARED))
                        return

    def read_before(self, joint: int) -> None:
        """Items on both sides of a joining word that share what stands behind the last:
        ``Six Sigma Yellow, Green and Black Belt``.
        """
        close = self._tokens.part_at(joint + 1)[1]
        if close < joint + 3:  # where nothing is shared behind the item
            return
        items: list[tuple[int, int]] = []
        end = joint
        while True:
            if self._first_item(end, items, joint, close):
                return
            begin = self._tokens.part_at(end - 1)[0]
            if not begin or end - begin > OWN or len(items) == ITEMS:
                return
            items.insert(0, (begin, end))
            end = begin

    def _first_item(self, end: int, items: list[tuple[int, int]], joint: int, close: int) -> bool:
        """Find the name that ends at ``end``, less what it shares with those behind it, the last of them in a part
        that ends at ``close``.
        """
        texts = self._texts
        begin = max(end - PREFIX - OWN, self._tokens.part_at(end - 1)[0])
        for start in range(begin, end):
            begins = self._words[start].begins
            if begins is None:
                continue
            lengths = begins.get(texts[start + 1]) if start + 1 < end else ()
            if start + 1 < end and not lengths:
                continue
            for rest in range(joint + 2, min(joint + 2 + OWN, close)):
                for length in lengths or begins.get(texts[rest]):
                    stop = rest + length - (end - start)
                    if (
                        rest < stop <= min(rest + SUFFIX, close)
                        and self._words[stop - 1].ends >> length & 1
                    ):
                        last = (joint + 1, rest)
                        if self._share(start, end, [*items, last], stop):
                            return True
        return False

    def _share(self, start: int, end: int, items: list[tuple[int, int]], stop: int) -> bool:
        """Whether the names of all items are known, with what they share before and behind."""
        texts = self._texts
        suffix = texts[items[-1][1] : stop]
        first = self._siblings.named([*texts[start:end], *suffix])
        if not first:
            return False
        for own in range(1, min(OWN, end - start) + 1):
            prefix = texts[start : end - own]
            found = [Match(start, end, first, SHARED)]
            for at, close in items:
                targets = self._siblings.of(
                    [*prefix, *texts[at:close], *suffix], first, unawarded=True
                )
                if not targets:
                    break
                found.append(Match(at, close, targets, SHARED))
            else:
                found[-1].stop = stop
                alike = all(entries_of(one.targets) == entries_of(first) for one in found)
                if not alike and all(
                    self._takes_place(one, prefixed=bool(prefix)) for one in found
                ):
                    self.found[-NEAR:] = clear_of(found, self.found[-NEAR:])
                    self.found += found
                    return True
        return False

    def _takes_place(self, new: Match, *, prefixed: bool) -> bool:
        """Whether a match takes the place of the names that stand there, which are parts of it; of one
        that is all of it, it takes over what that names.
        """
        for old in [*self._over(new.first, new.stop), *self.found[-NEAR:]]:
            if old.first < new.stop and new.first < old.stop:
                if old.first < new.first or old.stop > new.stop:
                    return False
                same = old.stop - old.first == new.stop - new.first
                if same and not prefixed and is_credential(old):
                    if set(old.targets).isdisjoint(new.targets):
                        return False
                    new.targets = old.targets
        return True
