"""Records as JSON by their annotations, and the fingerprint of a record.

A field is ``int``, ``Fraction`` (``"23/10"``), ``bool``, ``str``, `Written` (``["*", "2", "x"]``), a tuple or a frozen
record of these, or one of these or None. Unknown and missing fields are refused; nothing here imports SymPy.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from tutor.errors import InputError
from tutor.written import Written, from_json

R = TypeVar("R")
Coder = tuple[Callable[[Any], Any], Callable[[Any], Any]]


def to_json(record: Any) -> dict[str, Any]:
    """The fields of a frozen record as plain JSON."""
    cls: Any = type(record)
    return {name: encode(getattr(record, name)) for name, (encode, _) in _coders(cls).items()}


def from_json_fields(cls: type[R], data: Any) -> R:
    """The record that `to_json` made `data` of.

    Raises
    ------
    InputError
        For an unknown or missing field, or a value of another type; names the field.
    """
    if not isinstance(data, dict):
        raise InputError(f"{cls.__name__}: fields are a JSON object, not {type(data).__name__}")
    coders = _coders(cast(Any, cls))
    for name in (*sorted(data.keys() - coders.keys()), *sorted(coders.keys() - data.keys())):
        raise InputError(f"{cls.__name__}: the field {name!r} is {'unknown' if name in data else 'missing'}")
    values = {}
    for name, (_, decode) in coders.items():
        try:
            values[name] = decode(data[name])
        except (TypeError, ValueError, ZeroDivisionError, IndexError, RecursionError) as error:
            raise InputError(
                f"{cls.__name__}: the field {name!r} cannot be {str(data[name])[:60]!r}: {error}"
            ) from error
    return cls(**values)


def canonical(data: Any) -> str:
    """JSON in its one canonical spelling."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(name: str, record: Any) -> str:
    """BLAKE2b of a family's name and a record's fields, 32 hex digits: the identity of a problem."""
    return blake2b(f"{name}\n{canonical(to_json(record))}".encode(), digest_size=16).hexdigest()


@cache
def _coders(cls: Any) -> dict[str, Coder]:
    hints = get_type_hints(cls)
    return {f.name: _coder(hints[f.name]) for f in dataclasses.fields(cls) if f.init}


def _plain(kind: type[Any]) -> Coder:
    def decode(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"expected {kind.__name__}")
        return value

    return (lambda v: v), decode


def _decode_fraction(value: Any) -> Fraction:
    if not isinstance(value, str) or len(value) > 400:
        raise TypeError("expected a fraction as a short text")
    return Fraction(value)


def _coder(hint: Any) -> Coder:
    origin, args = get_origin(hint), get_args(hint)
    if hint in (int, bool, str):
        return _plain(hint)
    if hint is Fraction:
        return str, _decode_fraction
    if isinstance(hint, type) and issubclass(hint, Written):
        return (lambda w: w.json()), from_json
    if origin is tuple:
        return _tuple_coder(args)
    if origin in (Union, types.UnionType) and type(None) in args:
        (inner,) = [a for a in args if a is not type(None)]
        encode, decode = _coder(inner)
        return (lambda v: None if v is None else encode(v)), (lambda v: None if v is None else decode(v))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        record = hint
        return to_json, (lambda v: from_json_fields(record, v))
    raise TypeError(
        f"a field cannot be of type {hint}: use int, Fraction, bool, str, Written, tuples or frozen records"
    )


def _tuple_coder(args: tuple[Any, ...]) -> Coder:
    if len(args) == 2 and args[1] is Ellipsis:
        encode, decode = _coder(args[0])

        def decode_many(values: Any) -> tuple[Any, ...]:
            if not isinstance(values, list):
                raise TypeError("expected a list")
            return tuple(decode(v) for v in values)

        return (lambda values: [encode(v) for v in values]), decode_many
    coders = [_coder(a) for a in args]

    def decode_each(values: Any) -> tuple[Any, ...]:
        if not isinstance(values, list):
            raise TypeError("expected a list")
        return tuple(d(v) for (_, d), v in zip(coders, values, strict=True))

    return (lambda values: [e(v) for (e, _), v in zip(coders, values, strict=True)]), decode_each
