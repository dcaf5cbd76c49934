"""One shard, from its file of lines to its file of answers; and whether it is done already."""

from __future__ import annotations

import json
import marshal
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from credclass.batch.decoding import InputError
from credclass.batch.memory import Line, Recent
from credclass.batch.readers import chunks, read
from credclass.batch.records import Columns, Meter, Record
from credclass.batch.rows import SCHEMA_VERSION, Row, row_of_answer
from credclass.batch.sources import Shard
from credclass.batch.writers import Render, kept_of, open_writer, renderer
from credclass.errors import CredclassError
from credclass.gaps import unlinked_in
from credclass.text.limits import MAX_LINE

if TYPE_CHECKING:
    from credclass.pipeline import Classifier

CHUNK: Final = 1_000
"""Records between two reports of progress, answered by one process."""

NAMES: Final = 10_000
"""Different unlinked names that are counted; past it, those seen once are forgotten."""

NAMES_KEPT: Final = 100
"""Unlinked names that a record keeps."""

Report = Callable[[int, int], None]
"""Called with lines and bytes done since the last call."""


class Answers(NamedTuple):
    """What came of some records."""

    content: bytes
    """As it stands in the file."""
    categories: Counter[str]
    unlinked: list[str]
    """The names on the lines that link to nothing."""


Answering = Callable[[Render, Iterable[list[Record]]], Iterator[Answers]]
"""What answers chunks of good records, in order, and renders them: this process or several."""


class Settings(NamedTuple):
    """What all shards of a batch share."""

    columns: Columns
    raw: bool


class Tally(NamedTuple):
    """What a shard came to."""

    lines: int
    rejected: int
    categories: Counter[str]
    unlinked: Counter[str]
    """Names that link to nothing, the most frequent."""
    failure: str = ""
    """Why there is no output; the numbers are then 0."""


def failed(reason: str) -> Tally:
    """The tally of a shard that came to nothing."""
    return Tally(0, 0, Counter(), Counter(), reason)


class Answerer:
    """Answers records in one process; a line met lately, in whichever file, costs a look-up."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier
        self._recent = Recent()

    def in_order(self, render: Render, chunks: Iterable[list[Record]]) -> Iterator[Answers]:
        """What comes of chunks of records, one after the other."""
        return (self.answer(render, records) for records in chunks)

    def answer(self, render: Render, records: list[Record]) -> Answers:
        """What comes of some records."""
        answers = [self._row((record.text, record.section)) for record in records]
        rows = [row for row, _ in answers]
        shown = [record._replace(text=record.text[:MAX_LINE]) for record in records]
        return Answers(
            render(shown, rows),
            Counter([row[0] for row in rows]),
            [name for _, names in answers for name in names],
        )

    def _row(self, line: Line) -> tuple[Row, list[str]]:
        """The row of a line, and the names on it that link to nothing."""
        known = self._recent.get(line)
        if known is not None:
            row, names = marshal.loads(known)  # noqa: S302  (our own bytes)
            return row, names
        answer = self._classifier.answering.answer(*line)
        names = [] if answer.is_linked() else [name for name, _ in unlinked_in(answer.opened())]
        told = row_of_answer(answer), names
        self._recent.put(line, marshal.dumps(told))
        return told


def run_shard(
    shard: Shard,
    settings: Settings,
    classifier: Classifier,
    report: Report,
    answering: Answering,
) -> Tally:
    """Classify a file. Nothing has its final name before it is whole; the record comes last, and what an
    earlier run left stays until then.
    """
    try:
        for path in (shard.target, shard.record):
            path.parent.mkdir(parents=True, exist_ok=True)
        identity = identity_of(shard, settings, classifier)
        tally = _fill(shard, settings, answering, report)
        _give_names(shard, {**identity, "size": shard.partial.stat().st_size, **tally._asdict()})
    except (OSError, CredclassError) as error:
        return _unchanged(shard, _reason(error, shard))
    except Exception as error:  # noqa: BLE001  (one file's fault is not the others')
        return _unchanged(shard, f"{type(error).__name__}: {error}: please report this")
    finally:
        for rest in (shard.partial, shard.rejecting, shard.recording):
            with suppress(OSError):
                rest.unlink(missing_ok=True)
    return tally


def _unchanged(shard: Shard, reason: str) -> Tally:
    """The tally of a shard that came to nothing; it says so where answers of an earlier run might pass for its."""
    with suppress(OSError):
        if shard.target.is_file():
            return failed(f"{reason}; {shard.target} still has the answers of an earlier run")
    return failed(reason)


def _reason(error: Exception, shard: Shard) -> str:
    """What went wrong; with the path, where it is not the input's."""
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    path = error.filename2 or error.filename
    elsewhere = path is not None and str(path) != str(shard.source)
    return f"{path}: {error.strerror}" if elsewhere else error.strerror


def new_folders(shards: Sequence[Shard]) -> list[Path]:
    """The folders that are made for the files of shards, the innermost first."""
    files = (file for one in shards for file in (one.target, one.rejected, one.record))
    folders = {folder for file in files for folder in file.parents if not folder.exists()}
    return sorted(folders, key=lambda folder: len(folder.parts), reverse=True)


def remove_empty(folders: Iterable[Path]) -> None:
    """Remove those folders in which nothing stands, as of inputs that failed."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def identity_of(shard: Shard, settings: Settings, classifier: Classifier) -> dict[str, Any]:
    """What must be the same for a finished shard to count as done."""
    state = shard.source.stat()
    text, section, keep = settings.columns
    return {
        "input": {"name": shard.source.name, "size": state.st_size, "modified": state.st_mtime_ns},
        "output": shard.output,
        "settings": [text, section, [*keep], settings.raw, classifier.abstain_below],
        "version": f"{SCHEMA_VERSION}+{classifier.version}",
    }


def written(shard: Shard) -> bool:
    """Whether a batch has written the target of a shard, or was writing it when it was killed."""
    if shard.partial.exists() or shard.rejecting.exists():
        return True
    try:
        size = json.loads(shard.record.read_text(encoding="utf-8"))["size"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(size == shard.target.stat().st_size)


def begun(shard: Shard) -> bool:
    """Whether a batch has written the target of a shard, as far as it came."""
    return shard.record.exists() or written(shard)


def done(shard: Shard, settings: Settings, classifier: Classifier) -> Tally | None:
    """The tally of a shard that is finished, of the same input with the same settings."""
    try:
        content = json.loads(shard.record.read_text(encoding="utf-8"))
        identity = identity_of(shard, settings, classifier)
        if any(content[key] != value for key, value in identity.items()):
            return None
        if shard.target.stat().st_size != content["size"]:
            return None
        counts = Counter(content["categories"]), Counter(content["unlinked"])
        return Tally(content["lines"], content["rejected"], *counts)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _fill(shard: Shard, settings: Settings, answering: Answering, report: Report) -> Tally:
    """Write the answers and what was rejected.

    Raises:
        InputError: when nothing was read, as with the wrong name of a column; what was rejected
            has its final name then.
    """
    meter = Meter()
    counted = Tally(0, 0, Counter(), Counter())
    lines = rejected = reported = 0
    fault = ""
    ahead: deque[list[Record]] = deque()
    records = read(shard.source, shard.form, settings.columns, meter)

    def asked() -> Iterator[list[Record]]:
        for chunk in chunks(records, CHUNK):
            ahead.append(chunk)
            yield [one for one in chunk if not one.fault]

    kept = kept_of(shard, settings.columns.keep)
    render = renderer(shard.output, kept, raw=settings.raw)
    writer = open_writer(shard.partial, shard.output, kept, raw=settings.raw)
    try:
        with shard.rejecting.open("w", encoding="utf-8", newline="\n") as side:
            for answers in answering(render, asked()):
                chunk = ahead.popleft()
                refused = [record for record in chunk if record.fault]
                side.writelines(map(_refusal, refused))
                fault = fault or next((record.fault for record in refused), "")
                writer.write(answers.content)
                _count(answers, counted)
                lines += len(chunk) - len(refused)
                rejected += len(refused)
                report(len(chunk), meter.bytes - reported)
                reported = meter.bytes
    finally:
        writer.close()
    if rejected and not lines:
        _show_rejected(shard)
        raise InputError(f"every line was rejected, the first: {fault}: see {shard.rejected}")
    names = Counter(dict(counted.unlinked.most_common(NAMES_KEPT)))
    return Tally(lines, rejected, counted.categories, names)


def _count(answers: Answers, counted: Tally) -> None:
    """Add what some answers say."""
    counted.categories.update(answers.categories)
    counted.unlinked.update(answers.unlinked)
    if len(counted.unlinked) > NAMES:
        for name in [name for name, count in counted.unlinked.items() if count == 1]:
            del counted.unlinked[name]


def _refusal(record: Record) -> str:
    told = {"line": record.number, "reason": record.fault, "raw": record.text}
    return json.dumps(told, ensure_ascii=False) + "\n"


def _show_rejected(shard: Shard) -> None:
    """Give what was rejected its name."""
    shard.rejected.parent.mkdir(parents=True, exist_ok=True)
    shard.rejecting.replace(shard.rejected)


def _give_names(shard: Shard, record: dict[str, Any]) -> None:
    """Give the answers, what was rejected and the record of both their names, once all are on the disk."""
    with shard.recording.open("w", encoding="ascii") as stream:
        stream.write(json.dumps(record, indent=1) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    if record["rejected"]:
        _show_rejected(shard)
    else:
        shard.rejected.unlink(missing_ok=True)
    shard.partial.replace(shard.target)
    shard.recording.replace(shard.record)
