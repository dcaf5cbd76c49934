"""Beside a certification somebody may be named who does not award it: an employer, a school, another body."""

from __future__ import annotations

from credclass.decision.mentions.awarders import BODY, EMPLOYER, SCHOOLS, VENDOR
from credclass.decision.mentions.kinds import CERTIFIED
from credclass.decision.mentions.named import Own, is_by_itself, is_part_of
from credclass.decision.mentions.segments import Anchor
from credclass.decision.names import Name
from credclass.decision.scene import Scene


def is_entrys(chosen: Name, own: Own, scene: Scene, anchor: Anchor, category: str) -> bool:
    """Whether a certification is its entry's issuer's, whoever else is named: an employer (``CPA,
    Deloitte``), a school in passing, another body or vendor beside a title that says whose it is
    (``NASM-CPT, ACE``, ``AWS certified architect at IBM``).
    """
    if not own.certifies or category != CERTIFIED or own.has(chosen.number):
        return False
    kind = scene.catalog.issuer_kinds[chosen.number]
    if kind in SCHOOLS:
        return not is_by_itself(chosen, scene)
    if kind in {BODY, VENDOR} and scene.bears_name_of(own.issuer, anchor.name[0], anchor.name[1]):
        return True
    if kind == VENDOR and _is_far(chosen, scene, anchor):
        return True
    if kind == BODY:
        return False
    return employs(chosen, scene, anchor)


def employs(name: Name, scene: Scene, anchor: Anchor) -> bool:
    """Whether somebody named beside a certification is for whom the holder works: an employer, or
    anybody who sells something beside a job title (``CSM certified Scrum Master, Microsoft``).
    """
    kind = scene.catalog.issuer_kinds[name.number]
    if kind != VENDOR:
        return kind == EMPLOYER
    if anchor.credential >= 0 and is_part_of(
        name.number, scene.catalog.awarders[anchor.credential], scene
    ):
        return False
    first, stop = anchor.segment
    said = scene.reading.cues  # within names too: ``PMP certified project manager`` is one
    if any(one.cue == "job_title" and first <= one.first < stop for one in said):
        return True
    return anchor.credential >= 0 and _is_listed(name, scene)


def sells_beside(name: Name, own: Own, scene: Scene, anchor: Anchor, category: str) -> bool:
    """Whether somebody who sells or employs is listed beside a certification that nobody in particular
    awards: ``Forklift licence, Amazon``, ``CPR certified, Salesforce``.
    """
    if category != CERTIFIED or own.issuer >= 0:
        return False
    if scene.catalog.issuer_kinds[name.number] not in {VENDOR, EMPLOYER}:
        return False
    first, stop = scene.part_at(anchor.first)
    return not first <= name.first < stop and _is_listed(name, scene)


def _is_far(name: Name, scene: Scene, anchor: Anchor) -> bool:
    """Whether somebody who sells something stands elsewhere than beside a credential of one word: ``PMP with
    12 years at Siemens``, ``PMP, Microsoft Project``.
    """
    if anchor.stop - anchor.first > 1:
        return False
    beside = 0 <= name.first - anchor.stop <= 1 or name.stop == anchor.first
    return not (beside and scene.is_part(name.first, name.stop))


def _is_listed(name: Name, scene: Scene) -> bool:
    """Whether somebody who sells something is one of what a line lists: ``CPA, SAP, Oracle``."""
    if not scene.is_part(name.first, name.stop):
        return False
    tokens = scene.reading.tokens
    beside = (tokens.separator_before(name.first), tokens.separator_before(name.stop))
    return "," in beside or ";" in beside
