"""Models of values that are known to be valid, made without the cost of validation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel

Result = TypeVar("Result", bound=BaseModel)

_Put = Callable[[BaseModel, Any], None]

_new: Final[Callable[[type], Any]] = object.__new__
_put_values: Final[_Put] = BaseModel.__dict__["__dict__"].__set__
_put_fields_set: Final[_Put] = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_put_extra: Final[_Put] = BaseModel.__dict__["__pydantic_extra__"].__set__
_put_private: Final[_Put] = BaseModel.__dict__["__pydantic_private__"].__set__
"""The slots of a model, set directly: ``object.__setattr__`` would look each up by name."""

_private_of: Final[Callable[[BaseModel], Any]] = BaseModel.__dict__["__pydantic_private__"].__get__


def kept_by(bare: BaseModel) -> Any:
    """What an instance keeps that was made bare; None where it was filled."""
    return _private_of(bare)


class Maker(Generic[Result]):
    """Makes instances of one model."""

    __slots__ = ("_fields", "_model")

    def __init__(self, model: type[Result]) -> None:
        self._model = model
        self._fields = set(model.model_fields)

    def bare(self, kept: object) -> Result:
        """An instance of which nothing may be asked before it is filled, but what it keeps until then."""
        made: Result = _new(self._model)
        _put_private(made, kept)
        return made

    def make(self, values: dict[str, Any]) -> Result:
        """An instance with these values of all fields, in their order; it takes over the dictionary."""
        made: Result = _new(self._model)
        self.fill(made, values)
        return made

    def fill(self, made: Result, values: dict[str, Any]) -> None:
        """Give an instance the values of all fields, in their order; it takes over the dictionary."""
        _put_values(made, values)
        _put_fields_set(made, self._fields)
        _put_extra(made, None)
        _put_private(made, None)
