"""What on a line supports a name that is too weak to be a credential by itself."""

from __future__ import annotations

from typing import Final

from credclass.catalog.payloads import Space
from credclass.decision.mentions.kinds import CERTIFIED, DEGREE
from credclass.decision.names import Name
from credclass.decision.scene import Scene
from credclass.native import mypyc_attr

WORD_LENGTH: Final = 3
"""An ordinary word of so few letters that is also a degree's acronym (``but``) needs support."""

REACH: Final = 1
"""Tokens that may stand between a weak name and the credential word that supports it."""


@mypyc_attr(free_list_len=1)
class Support:
    """What on a line supports weak names: gone through once for all of them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        catalog = scene.catalog
        self._awarders, self._platforms = catalog.awarders, catalog.platforms
        self._issuers: set[int] | None = None
        self._beside: set[int] | None = None

    def _is_named(self, issuer: int) -> bool:
        """Whether the line names an issuer, or a platform as part of a title where it has several
        (``Kaggle – Pandas`` is one name, and names Kaggle); -1 is nobody.
        """
        if issuer < 0:
            return False
        if self._issuers is None:
            scene = self._scene
            issuers = {name.number for name in scene.names if name.space == Space.ISSUER}
            if len(scene.credentials) > 1:
                for name in scene.credentials:
                    host = self._platforms[name.number]
                    if self._is_in_title(host, name):
                        issuers.add(host)
            self._issuers = issuers
        return issuer in self._issuers

    def _is_beside(self, name: Name) -> bool:
        """Whether a credential word stands next to a name, or in it."""
        if self._beside is None:
            supporting = self._scene.catalog.cues_by_role["supporting"]
            self._beside = {
                at
                for one in self._scene.cues
                if one.cue in supporting
                for at in range(one.first, one.stop + 1)
            }
        beside = self._beside
        return any(at in beside for at in range(name.first - REACH, name.stop + REACH + 1))

    def _is_told_otherwise(self, credential: int) -> bool:
        """Whether the line names a credential by more than a name without its awarder's."""
        return any(
            one.number == credential and one.base != "bare" for one in self._scene.credentials
        )

    def awards(self, name: Name) -> bool:
        """Whether the line names the issuer or the platform of a credential, within its title too."""
        awarder, platform = self._awarders[name.number], self._platforms[name.number]
        if self._is_named(awarder) or self._is_named(platform):
            return True
        if name.stop - name.first == 1 or not name.in_context:
            return False
        return self._is_in_title(awarder, name) or self._is_in_title(platform, name)

    def _is_in_title(self, issuer: int, name: Name) -> bool:
        """Whether a title begins or ends with an issuer's name; -1 is nobody's."""
        return issuer >= 0 and self._scene.bears_name_of(issuer, name.first, name.stop)

    def _has_score(self, name: Name) -> bool:
        """Whether the number right behind a name may be its score: ``SAT 1480``."""
        catalog, words = self._scene.catalog, self._scene.reading.words
        if catalog.credential_kinds[name.number] not in catalog.scored_kinds:
            return False
        return name.stop < len(words) and words[name.stop].number and not words[name.stop].year

    def lacks_awarder(self, name: Name) -> bool:
        """Whether a name is that of a course like its subject, and nobody is named who teaches it."""
        return self._is_course(name) and not self.awards(name)

    def _is_course(self, name: Name) -> bool:
        """Whether a name is that of a course like its subject."""
        return name.in_context and self._platforms[name.number] >= 0

    def speaks_for(self, name: Name) -> bool:
        """Whether its body, or a credential word, stands on the line beside a weak name."""
        if self.awards(name) or self._has_score(name):
            return True
        if self._is_course(name):
            return False
        category = self._scene.catalog.category_of(name.number)
        if name.way == "stem" and category == CERTIFIED:
            return False  # a title without its last word, and nobody names the awarder
        if name.base == "bare":
            return self._is_told_otherwise(name.number)
        word = name.plain and name.stop - name.first == 1
        if category == DEGREE and name.base != "lower":
            return not word or len(self._scene.reading.words[name.first].text) > WORD_LENGTH
        return self._is_beside(name)
