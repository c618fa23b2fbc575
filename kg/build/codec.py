"""Documents to bytes and back, without loss: what the cache keeps.

JSON of the plain dataclasses of loaders/model.py, fields in their order, so small; a text is written once however many
documents stand in it. The form belongs to one version of the extractor (kg.build.cache) and is no interchange format.

>>> from loaders.model import Document, Header, Span, Text
>>> text = Text.of_paragraphs(["KẾ HOẠCH"])
>>> document = Document(text, Span(0, 8), Header())
>>> decode(encode([document])) == [document]
True
"""

from __future__ import annotations

import json
import types
import typing
import zlib
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union

from loaders.model import Document, Text

Decoder = Callable[[Any], Any]


class CodecError(ValueError):
    """The bytes are no documents of this version."""


class SizeError(ValueError):
    """The documents take more bytes than they may."""


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cls))


def _plain(value: Any) -> Any:
    # json calls this for what it does not know; NamedTuples it writes as lists by itself.
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, name) for name in _names(type(value))]
    raise TypeError(f"{type(value).__name__} is no part of the model")


def encode(documents: list[Document], most: int | None = None) -> bytes:
    """Compressed JSON of the documents of one file; SizeError as soon as that takes more than `most` bytes (before it
    is compressed)."""
    texts: list[Text] = []
    rows = []
    for document in documents:
        at = next((i for i, text in enumerate(texts) if text is document.text), len(texts))
        if at == len(texts):
            texts.append(document.text)
        rows.append([at, *(getattr(document, name) for name in _names(Document) if name != "text")])
    # In pieces: the JSON of a large file as one string would take as much memory again.
    coder = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"))
    packer, packed, size = zlib.compressobj(1), [], 0
    for piece in _joined(coder, texts, rows):
        data = piece.encode("utf-8", "surrogatepass")
        size += len(data)
        if most is not None and size > most:
            raise SizeError(f"more than {most} bytes")
        packed.append(packer.compress(data))
    return b"".join([*packed, packer.flush()])


def _joined(coder: json.JSONEncoder, texts: list[Text], rows: list[list[Any]]) -> Iterator[str]:
    """The JSON of [texts, rows], a row or a column of it at a time (`iterencode` would give each number for itself)."""
    yield "["
    yield coder.encode(texts)
    for i, row in enumerate(rows):
        yield ",[[" if i == 0 else ",["
        for k, value in enumerate(row):
            yield ("," if k else "") + coder.encode(value)
        yield "]"
    yield "]]" if rows else ",[]]"


def decode(data: bytes) -> list[Document]:
    """The documents that `encode` wrote; raises CodecError for anything else."""
    try:
        written, rows = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        texts = [_decoder(Text)(text) for text in written]
        decoders = _fields(Document)
        documents = []
        for at, *row in rows:
            values = {name: decoders[name](value) for name, value in zip(_names(Document)[1:], row, strict=True)}
            documents.append(Document(text=texts[at], **values))
    except (zlib.error, ValueError, TypeError, LookupError, AttributeError) as error:
        raise CodecError(f"no documents of this version: {error}") from error
    return documents


def check(data: bytes) -> None:
    """Raise CodecError for bytes that were cut short or changed (zlib carries a checksum); cheaper than `decode`."""
    try:
        zlib.decompress(data)
    except zlib.error as error:
        raise CodecError(f"damaged: {error}") from error


def _same(value: Any) -> Any:
    return value


@cache
def _fields(cls: type) -> dict[str, Decoder]:
    hints = typing.get_type_hints(cls)
    return {name: _decoder(hints[name]) for name in _names(cls)}


@cache
def _decoder(kind: Any) -> Decoder:
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        (some,) = (each for each in inside if each is not type(None))
        decode_some = _decoder(some)
        return _same if decode_some is _same else lambda value: None if value is None else decode_some(value)
    if origin is tuple and inside[1:] == (...,):
        each = _decoder(inside[0])
        return tuple if each is _same else lambda value: tuple(map(each, value))
    if origin is list:
        each = _decoder(inside[0])
        return _same if each is _same else lambda value: list(map(each, value))
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return lambda value: kind(*value)
    if is_dataclass(kind) and isinstance(kind, type):
        decoders = tuple(_fields(kind).values())
        return lambda value: kind(*(decode(part) for decode, part in zip(decoders, value, strict=True)))
    if origin is Literal or kind in (str, int, float, bool):
        return _same
    raise TypeError(f"{kind}: the codec does not know this type")
