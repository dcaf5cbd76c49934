"""Everything that the matchers found on one line."""

from __future__ import annotations

from typing import Final

from credclass.catalog.bynumber import ByNumber
from credclass.catalog.payloads import Alias, Space, alias_of, entry_of, number_of, space_of
from credclass.matching.abbreviations import add_written_out
from credclass.matching.dateparts import Date
from credclass.matching.dates import find_dates
from credclass.matching.glossed import add_glossed
from credclass.matching.initials import drop_contradicted, may_be_acronym
from credclass.matching.labelled import add_labelled
from credclass.matching.lexicon import Lexicon, Word, names_among
from credclass.matching.meanings import Context, awarded, put_awarded_first, several
from credclass.matching.months import without_false_months
from credclass.matching.partial import NameIndex
from credclass.matching.phrases import NOWHERE, Match, Said, find_phrases, with_targets
from credclass.matching.regions import drop_regions
from credclass.matching.shared import share_names
from credclass.matching.spaces import restore_spaces
from credclass.matching.urls import Address, find_addresses
from credclass.native import mypyc_attr
from credclass.text.characters import is_acronym
from credclass.text.tokens import Tokens, count_before, ends_with

BRIEF: Final = 16
"""Words of a line that is searched for partial names whatever it says: longer ones are
searched where they name somebody or speak of credentials. Prose costs the most and names least.
"""


_ASKED: Final = 3
"""Words of the longest label that asks whether studies were ended."""

_PLURAL: Final = 2
"""Letters beyond which a word of capitals and an ``s`` is the plural of an acronym."""


@mypyc_attr(free_list_len=1)
class Reading:
    """A line as the matchers read it."""

    __slots__ = ("addresses", "ambiguous", "cues", "dates", "names", "tokens", "words")

    def __init__(
        self,
        tokens: Tokens,
        words: list[Word],
        names: list[Match],
        cues: list[Said],
        dates: list[Date],
        addresses: list[Address],
        ambiguous: bool,  # noqa: FBT001  (one of what the reading holds)
    ) -> None:
        self.tokens = tokens
        self.words = words
        self.names = names
        self.cues = cues
        self.dates = dates
        self.addresses = addresses
        self.ambiguous = ambiguous
        """Whether an acronym has several meanings and nothing on the line speaks for one."""


def read_line(tokens: Tokens, lexicon: Lexicon, index: NameIndex, catalog: ByNumber) -> Reading:
    """Run the matchers over a tokenized line, the certain and cheap ones first."""
    words = restore_spaces(lexicon.words(tokens.words), tokens, lexicon)
    walls = tokens.behind(";") if tokens.has(";") else NOWHERE
    commas = tokens.behind(",") if tokens.has(",") else NOWHERE
    names, cues = find_phrases(words, lexicon, tokens.breaks, walls, commas, catalog.awarders)
    names = add_written_out(names, cues, words, lexicon)
    if names:
        _cut_years(names, words, tokens, lexicon, catalog)
        if tokens.breaks:
            _cut_beginnings(names, words, tokens, lexicon, catalog)
        names = _without_false_acronyms(names, words, tokens, lexicon, catalog)
    ambiguous = _settle_acronyms(names, words, catalog)
    if names:
        said = _said_before(names, cues, words, tokens, catalog)
        if tokens.has(":"):
            names, answers = _answered(names, tokens, catalog)
            said += answers
        if said:
            cues = sorted([*cues, *said], key=lambda one: one.first)
    names = add_glossed(names, tokens, lexicon, catalog)
    names = share_names(names, words, tokens, lexicon, catalog)
    if names and tokens.breaks:
        names = add_labelled(names, tokens, lexicon, catalog)
    searched = len(words) <= BRIEF or names or _supported(cues, catalog)
    partial = index.find(words, names, tokens.breaks) if searched else []
    if partial:
        partial = _without_wording(partial, cues, names)
        names = sorted([*names, *partial], key=lambda match: match.first)
    put_awarded_first(names, catalog)
    dated = without_false_months(words, tokens, names, cues, catalog.doubtful_months)
    dates = find_dates(dated, tokens)
    addresses = find_addresses(tokens.folded.original, catalog.hosts)
    return Reading(tokens, words, names, cues, dates, addresses, ambiguous)


def _settle_acronyms(names: list[Match], words: list[Word], catalog: ByNumber) -> bool:
    """Keep of each shared acronym the meanings that the line speaks for; whether one is left of
    which nothing tells the meaning.
    """
    context: Context | None = None
    own: dict[int, list[int]] | None = None
    ambiguous = False
    for match in names:
        if match.stop - match.first > 1:
            continue
        word = words[match.first]
        settled = False
        if word.meanings:
            if own is None or context is None:
                own = {one.first: targets for one, targets in awarded(names, catalog)}
                context = Context(words, catalog)
            if match.first in own:  # its body stands there: nothing else need speak for it
                match.targets, match.settled = own[match.first], True
                continue
            settled = context.settle(match, word)
        if len(match.targets) > 1 and not settled and several(match):
            ambiguous = True
    return ambiguous


def _said_before(
    names: list[Match], cues: list[Said], words: list[Word], tokens: Tokens, catalog: ByNumber
) -> list[Said]:
    """What one word right before a credential says of it, where no cue does: ``No PMP``, but not
    ``No. 1 MBA``; ``formerly CPA``.
    """
    found: list[Said] = []
    told: set[int] | None = None
    says = catalog.said_before
    for match in names:
        at = match.first - 1
        cue = says.get(words[at].text) if at >= 0 else None
        if cue is None:
            continue
        if told is None:
            told = {at for one in cues for at in range(one.first, one.stop)}
        if at in told:
            continue
        if all(space_of(target) != Space.CREDENTIAL for target in match.targets):
            continue
        between = tokens.between(at, match.first)
        # not in brackets: ``Dell EMC (formerly EMC) Proven``
        if not between.strip(" -") and tokens.separator_before(at) != "(":
            found.append(Said((cue, f"q:{cue}"), at, match.first))
    return found


def _answered(
    names: list[Match], tokens: Tokens, catalog: ByNumber
) -> tuple[list[Match], list[Said]]:
    """The names less credentials of which a form says that they are not there (``CPR: No, First Aid: Yes``),
    and what it says: a denial where nothing else is named (``CPR certified: No``), or that studies were not
    ended (``Graduated: No``).
    """
    small = catalog.small
    answers = {
        at
        for at in tokens.behind(":")
        if tokens.words[at] in small["answers_no"] and tokens.part_at(at)[1] == at + 1
    }
    if not answers:
        return names, []
    asks = small["asks_for_completion"]
    ended = [at for at in answers if ends_with(tokens.words[max(at - _ASKED, 0) : at], asks)]
    found = [Said(("incomplete", "q:incomplete"), at, at + 1) for at in sorted(ended)]
    credentials = [
        match
        for match in names
        if any(space_of(target) == Space.CREDENTIAL for target in match.targets)
    ]
    denied = {match.first: match.stop for match in credentials if match.stop in answers}
    if len(denied) < len(credentials):
        return [match for match in names if match.first not in denied], found
    return names, [*found, *[Said(("denial", "q:denial"), at, at + 1) for at in denied.values()]]


def _without_wording(partial: list[Match], cues: list[Said], names: list[Match]) -> list[Match]:
    """The partial matches less those of which all that stands there is one phrase of the wording: a
    certificate of completion is no incomplete ``Certificate of Completion of Training``. What is
    named again right behind it stays: ``Product Owner (CSPO)``.
    """
    starts = [one.first for one in cues]
    reach: list[int] = []
    for one in cues:
        reach.append(max(one.stop, reach[-1]) if reach else one.stop)
    named = {one.first: {entry_of(target) for target in one.targets} for one in names}
    kept = []
    for match in partial:
        before = count_before(starts, match.first + 1)
        said = before and reach[before - 1] >= match.stop
        entries = named.get(match.stop, set())
        if not said or not entries.isdisjoint([entry_of(target) for target in match.targets]):
            kept.append(match)
    return kept


def _supported(cues: list[Said], catalog: ByNumber) -> bool:
    """Whether any cue speaks of credentials."""
    supporting = catalog.cues_by_role["supporting"]
    return any(one.cue in supporting for one in cues)


def _cut_years(
    names: list[Match], words: list[Word], tokens: Tokens, lexicon: Lexicon, catalog: ByNumber
) -> None:
    """Take the year off courses that close with one which the line sets apart, where something
    else is called so without it: in ``CCNA (2020)`` it is a date, in ``CCNA 2020`` an edition.
    """
    for match in names:
        last = match.stop - 1
        if last > match.first and words[last].year and tokens.begins_part(last):
            key = " ".join([word.text for word in words[match.first : last]])
            named = names_among(lexicon.phrases.payloads(key))
            if _are_courses(match.targets, catalog) and named and not _are_courses(named, catalog):
                match.stop, match.targets = last, named


def _cut_beginnings(
    names: list[Match], words: list[Word], tokens: Tokens, lexicon: Lexicon, catalog: ByNumber
) -> None:
    """Take the word off names with which another begins behind a comma: ``PMP, Certified Kitchen
    Manager`` is no ``PMP Certified``.
    """
    begins = catalog.small["begins_a_title"]
    for match in names:
        last = match.stop - 1
        if last == match.first or words[last].text not in begins:
            continue
        if not tokens.separator_before(last) or tokens.part_at(last)[1] == match.stop:
            continue
        key = " ".join([word.text for word in words[match.first : last]])
        if named := names_among(lexicon.phrases.payloads(key)):
            match.stop, match.targets = last, named


def _are_courses(targets: list[int], catalog: ByNumber) -> bool:
    """Whether all targets are credentials earned on a platform."""
    return all(
        space_of(one) == Space.CREDENTIAL and catalog.platforms[number_of(one)] >= 0
        for one in targets
    )


def _without_false_acronyms(
    names: list[Match], words: list[Word], tokens: Tokens, lexicon: Lexicon, catalog: ByNumber
) -> list[Match]:
    """The names less acronyms that are none, or none of theirs."""
    if not any(may_be_acronym(match) for match in names):
        return names
    names = _without_words(_without_plurals(names, tokens, lexicon), words, tokens)
    names = drop_contradicted(names, tokens, catalog)
    return drop_regions(names, words, tokens, catalog)


def _without_plurals(names: list[Match], tokens: Tokens, lexicon: Lexicon) -> list[Match]:
    """The names less acronyms that are the plural of another's: ``MDs`` are no Master of Dental Surgery, but
    ``GCSEs`` are what one is.
    """
    for match in names:
        if match.stop - match.first == 1 and tokens.words[match.first][-1] == "s":
            raw = tokens.raw(match.first, match.stop)
            if len(raw) > _PLURAL and raw[-1] == "s" and raw[:-1].isupper():
                single = lexicon.phrases.payloads(tokens.words[match.first][:-1])
                own = {entry_of(one) for one in names_among(single)}
                match.targets = [
                    one
                    for one in match.targets
                    if alias_of(one) != Alias.ACRONYM or not own or entry_of(one) in own
                ]
    return with_targets(names)


def _without_words(names: list[Match], words: list[Word], tokens: Tokens) -> list[Match]:
    """The names less ordinary words that only look like an acronym: ``to``, ``as``, ``case``.

    Capitals tell the acronym from the word, where the line has small letters too.
    """
    ordinary = [one for one in names if one.stop - one.first == 1 and words[one.first].ordinary]
    if not ordinary:
        return names
    shouted = tokens.folded.original.isupper()
    for match in ordinary:
        raw = tokens.raw(match.first, match.stop)
        if not ("." in raw if shouted else is_acronym(raw)):
            match.targets = [one for one in match.targets if alias_of(one) != Alias.ACRONYM]
    return with_targets(names)
