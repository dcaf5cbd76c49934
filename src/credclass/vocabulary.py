"""The words of every answer: categories and states. This module imports nothing of the package."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Category(StrEnum):
    """What a line claims."""

    PROFESSIONAL_CERTIFICATION = "professional_certification"
    """A body, vendor or government assessed the holder."""
    PLATFORM_CERTIFICATE = "platform_certificate"
    """A learning provider certified that the holder completed a course."""
    SPECIALIZATION = "specialization"
    """A platform's series of courses, awarded as one unit."""
    DEGREE = "degree"
    """An academic degree, ISCED 5 to 8."""
    OTHER = "other"
    """Any other credential: school certificates, scores, training …"""
    NONE = "none"
    """No credential is claimed."""


class Status(StrEnum):
    """Whether the holder has the credential, or how far they have come."""

    HELD = "held"
    """Unless the line says otherwise."""
    IN_PROGRESS = "in_progress"
    """Pursuing it, candidate, expected."""
    INCOMPLETE = "incomplete"
    """Not completed, without degree."""
    EXPIRED = "expired"
    """No longer held: also revoked, surrendered or suspended."""
    PLANNED = "planned"
    """Applied for, not taken yet."""


STATUS_CUES: Final = {
    "incomplete": Status.INCOMPLETE,
    "expired": Status.EXPIRED,
    "planned": Status.PLANNED,
    "in_progress": Status.IN_PROGRESS,
    "expected": Status.IN_PROGRESS,
}
"""Cues of the wording files that tell a state, the strongest first."""
