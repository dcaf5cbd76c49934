"""What on a line supports a name that is too weak to be a credential by itself."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from credclass.catalog.payloads import Space
from credclass.decision.names import Name
from credclass.decision.scene import Scene
from credclass.vocabulary import Category

WORD_LENGTH: Final = 3
"""An ordinary word of so few letters that is also a degree's acronym (``but``) needs support."""

REACH: Final = 1
"""Tokens that may stand between a weak name and the credential word that supports it."""


class Support:
    """What on a line supports weak names: gone through once for all of them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.issuers = {name.number for name in scene.names if name.space == Space.ISSUER}
        platforms = scene.catalog.platforms
        several = scene.credentials if len(scene.credentials) > 1 else []
        for name in several:  # ``Kaggle – Pandas`` is one name, and names Kaggle
            platform = platforms[name.number]
            if platform >= 0 and scene.bears_name_of(platform, name.first, name.stop):
                self.issuers.add(platform)

    @cached_property
    def _beside(self) -> set[int]:
        """Where credential words stand, and the token after each."""
        supporting = self._scene.catalog.cues_by_role["supporting"]
        return {
            at
            for one in self._scene.cues
            if one.cue in supporting
            for at in range(one.first, one.stop + 1)
        }

    @cached_property
    def _told_otherwise(self) -> set[int]:
        """The credentials that the line names by more than a name without its awarder's."""
        return {one.number for one in self._scene.credentials if not one.way.startswith("bare")}

    def awards(self, name: Name) -> bool:
        """Whether the line names the issuer or the platform of a credential, within its title too."""
        catalog = self._scene.catalog
        own = {catalog.awarders[name.number], catalog.platforms[name.number]} - {-1}
        if not own.isdisjoint(self.issuers):
            return True
        several = name.stop - name.first > 1 and "?" in name.way
        return several and any(
            self._scene.bears_name_of(one, name.first, name.stop) for one in sorted(own)
        )

    def _has_score(self, name: Name) -> bool:
        """Whether the number right behind a name may be its score: ``SAT 1480``."""
        catalog, words = self._scene.catalog, self._scene.reading.words
        if catalog.credential_kinds[name.number] not in catalog.scored_kinds:
            return False
        return name.stop < len(words) and words[name.stop].number and not words[name.stop].year

    def lacks_awarder(self, name: Name) -> bool:
        """Whether a name is that of a course like its subject, and nobody is named who teaches it."""
        course = "?" in name.way and self._scene.catalog.platforms[name.number] >= 0
        return course and not self.awards(name)

    def speaks_for(self, name: Name) -> bool:
        """Whether its body, or a credential word, stands on the line beside a weak name."""
        if self.awards(name) or self._has_score(name):
            return True
        if self.lacks_awarder(name):
            return False
        category = self._scene.catalog.category_of(name.number)
        if name.way == "stem" and category == Category.PROFESSIONAL_CERTIFICATION:
            return False  # a title without its last word, and nobody names the awarder
        if name.way.startswith("bare"):
            return name.number in self._told_otherwise
        word = name.plain and name.stop - name.first == 1
        if category == Category.DEGREE and not name.way.startswith("lower"):
            return not word or len(self._scene.reading.words[name.first].text) > WORD_LENGTH
        return not self._beside.isdisjoint(range(name.first - REACH, name.stop + REACH + 1))
