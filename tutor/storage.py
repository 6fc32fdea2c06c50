"""Files: written whole or not at all, and read with their limits.

A file is written beside its place and then renamed, so that nobody ever sees half of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tutor.errors import InputError

PAPER_FORMAT = 1  # of paper.json; a file of another format is refused
LARGEST = 50_000_000  # bytes of a file that is read as a whole


def refuse_existing(path: Path, *, force: bool = False) -> None:
    """Make sure that `path` may be written.

    Raises
    ------
    InputError
        When it is there already and `force` is not given, or can be no file.
    """
    if path.is_dir():
        raise InputError(f"{path} is a directory; name a file")
    if path.exists() and not force:
        raise InputError(f"{path} exists; choose another place, or overwrite it with --force")
    if not path.parent.is_dir():
        raise InputError(f"{path} cannot be written: there is no directory {path.parent}")


def write_whole(path: Path | str, data: str | bytes, *, force: bool = False) -> Path:
    """Write a file, all of it or nothing; text is UTF-8 with ``\\n`` on every platform.

    Raises
    ------
    InputError
        When the file exists and `force` is not given, or cannot be written.
    """
    path = Path(path)
    refuse_existing(path, force=force)
    _rename_all([_beside(path, data)])
    return path


def write_all(folder: Path | str, files: Mapping[str, str | bytes], *, force: bool = False) -> tuple[Path, ...]:
    """Write several files into a folder, which is made if need be; if one cannot be written, none is.

    Raises
    ------
    InputError
        When one of them exists and `force` is not given, or cannot be written.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; name a directory")
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    pairs: list[tuple[Path, Path]] = []
    try:
        for name in files:
            refuse_existing(folder / name, force=force)
        for name, data in files.items():
            pairs.append(_beside(folder / name, data))
    except BaseException:
        for beside, _ in pairs:
            beside.unlink(missing_ok=True)
        if made:
            folder.rmdir()
        raise
    _rename_all(pairs)
    return tuple(path for _, path in pairs)


def _beside(path: Path, data: str | bytes) -> tuple[Path, Path]:
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(data.encode() if isinstance(data, str) else data)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise unwritable(path, error) from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside, path


def _rename_all(pairs: list[tuple[Path, Path]]) -> None:
    try:
        for beside, path in pairs:
            beside.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        for beside, _ in pairs:
            beside.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> InputError:
    """What to say when the system refuses to write."""
    return InputError(f"{path} cannot be written: {error.strerror or error}")


def unreadable(path: Path, error: OSError) -> InputError:
    """What to say when the system refuses to read."""
    return InputError(f"{path} cannot be read: {error.strerror or error}")


def read_whole(path: Path | str) -> str:
    """The text of a file.

    Raises
    ------
    InputError
        When it is not there, cannot be read, is too large, or is no UTF-8.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} is larger than {LARGEST // 1_000_000} MB")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not text in UTF-8 (byte {error.start})") from error


def parse_json(text: str) -> Any:
    """Any text as JSON.

    Raises
    ------
    InputError
        Says where it stops being JSON.
    """
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise InputError(f"no JSON: {error.msg} in line {error.lineno}, column {error.colno}") from error
    except (ValueError, RecursionError) as error:  # an endless number; brackets thousands deep
        raise InputError(f"no JSON of ours: {error}") from error


def read_paper(path: Path | str) -> dict[str, Any]:
    """What a ``paper.json`` holds, its format known to be ours; the questions are not looked at.

    Raises
    ------
    InputError
        When it cannot be read, is no JSON, no paper, or of another format.
    """
    text = read_whole(path)
    try:
        data = parse_json(text)
    except InputError as error:
        raise InputError(f"{path} is {error}") from error
    if not (isinstance(data, dict) and isinstance(data.get("questions"), list) and isinstance(data.get("tutor"), str)):
        raise InputError(f"{path} is no paper; a paper.json is written by `tutor exam`")
    if data.get("format") != PAPER_FORMAT or isinstance(data["format"], bool):
        theirs = f"format {str(data.get('format'))[:20]} of tutor {data['tutor'][:20]}"
        raise InputError(
            f"{path} is a paper in {theirs}; this tutor reads format {PAPER_FORMAT}: "
            "use the version that wrote it, or draw the paper anew with `tutor exam`"
        )
    return data


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def part_of(path: Path) -> Path:
    """Where a file grows until it is whole."""
    return path.with_name(f"{path.name}.part")


class Lines:
    """A file of lines that grows as ``FILE.part`` and gets its name when it is whole.

    What has been written stays when the block is left by an error, or the process is killed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = part_of(path).open("a+b")
        except OSError as error:
            raise unwritable(part_of(path), error) from error

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if part_of(self.path).exists() and not part_of(self.path).stat().st_size:
            part_of(self.path).unlink()

    def read(self) -> Iterator[str]:
        """The whole lines that are there; a torn last one is cut off."""
        self._file.seek(0)
        end = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            end += len(line)
            yield line.decode("utf-8", errors="replace")
        self.keep(end)

    def keep(self, size: int) -> None:
        """Cut the file to its first `size` bytes."""
        self._file.truncate(size)

    def append(self, lines: Iterable[str]) -> None:
        """Write lines to the end."""
        try:
            self._file.write("".join(f"{line}\n" for line in lines).encode())
            self._file.flush()
        except OSError as error:
            raise unwritable(part_of(self.path), error) from error

    def finish(self) -> None:
        """Give the file its name."""
        self._file.close()
        try:
            part_of(self.path).replace(self.path)
        except OSError as error:
            raise unwritable(self.path, error) from error
