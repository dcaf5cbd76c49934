"""The kind of a credential, once its category is decided."""

from __future__ import annotations

from typing import Final

from credclass.result import Category

_CUE_KINDS: Final[dict[Category, tuple[tuple[str, str], ...]]] = {
    Category.PROFESSIONAL_CERTIFICATION: (
        ("license", "license"), ("exam_passed", "exam_passed"), ("chartered", "charter"),
    ),
    Category.PLATFORM_CERTIFICATE: (
        ("professional_certificate_word", "professional_certificate"),
        ("guided_project_word", "guided_project"), ("bootcamp_word", "bootcamp"),
        ("skill_test_word", "skill_test"), ("badge_word", "badge"),
    ),
    Category.SPECIALIZATION: (
        ("nanodegree_word", "nanodegree"), ("micromasters_word", "micromasters"),
        ("xseries_word", "xseries"), ("track_word", "skill_track"), ("path_word", "learning_path"),
    ),
    Category.OTHER: (
        ("score", "exam_score"), ("school_word", "secondary_diploma"),
        ("retraining", "academic_certificate"), ("workshop", "training"),
        ("training", "training"), ("diploma", "academic_diploma"),
        ("university_word", "academic_certificate"),
    ),
}  # fmt: skip
"""Cues that tell a kind inside a category, the strongest first."""

_USUAL: Final = {
    Category.PROFESSIONAL_CERTIFICATION: "certification",
    Category.PLATFORM_CERTIFICATE: "course_certificate",
    Category.SPECIALIZATION: "specialization",
    Category.DEGREE: "unspecified",
    Category.OTHER: "course_completion",
}


def kind_of(category: Category, cues: dict[str, int]) -> str | None:
    """The kind that the wording tells, else the usual one of the category; None of ``none``."""
    for cue, kind in _CUE_KINDS.get(category, ()):
        if cue in cues:
            return kind
    return _USUAL.get(category)
