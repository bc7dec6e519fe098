"""The releases beside the published file, and the one way by which a release becomes the published file.

A release is three files in `releases/<name of the target>/`: the database, its page, and a manifest that is written last; without
a manifest there is no release. They are copies and not hard links: who writes into the published file must not reach them.
Light to import: it decides whether there is anything to do.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ktxh.publish.errors import BuildFailed, Cause

KEEP = 10  # releases, beside the last one of each year
YEAR_END = timezone(timedelta(hours=7))  # the year of the offices that report
PRIVATE, WORLD_READABLE = 0o640, 0o644


@dataclass(frozen=True, kw_only=True)
class Release:
    """What was published, or could have been: the content of a manifest."""

    build_id: str
    built_at: str  # UTC, ISO 8601
    seeds: str  # folder, within the project where it is there
    inputs_sha256: str
    logic_sha256: str
    inputs: Mapping[str, str]  # path: sha256
    versions: Mapping[str, str]
    git_commit: str | None
    row_counts: Mapping[str, int]  # schema.name: rows
    findings: Mapping[str, int]
    file_sha256: str
    file_bytes: int
    page_sha256: str

    @property
    def year(self) -> int:
        """Calendar year in Vietnam in which it was built."""
        return datetime.fromisoformat(self.built_at).astimezone(YEAR_END).year


class Archive:
    """The releases of one published file."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.parent / "releases" / target.stem
        self.page = target.parent / "data_docs" / f"{target.stem}.html"
        self.lock = target.with_name(f".{target.name}.lock")
        self.unfinished = self.folder / ".unfinished.duckdb"  # the copy that is being made into a release
        self._rolled_back = self.folder / ".rolled_back.json"

    def database(self, release: Release) -> Path:
        """Return a release's database file."""
        return self.folder / f"{release.build_id}.duckdb"

    def all(self) -> list[Release]:
        """Return all releases, newest first; a manifest that cannot be read is none."""
        found = [_read_manifest(path) for path in self.folder.glob("*.json") if not path.name.startswith(".")]
        return sorted(filter(None, found), key=lambda release: release.built_at, reverse=True)

    def current(self) -> Release | None:
        """Return the release that the published file is, to the byte; None when it is none of them, damaged or not there."""
        if log_of(self.target).exists():  # somebody wrote into it
            return None
        try:
            published = sha256(self.target)
        except FileNotFoundError:
            return None
        return next((release for release in self.all() if release.file_sha256 == published), None)

    def latest(self) -> Release | None:
        """Return the release that is published or, where the published file is none, the newest."""
        return self.current() or next(iter(self.all()), None)

    def comparable(self) -> Release | None:
        """Return the newest release from the published one on that is whole: what a new build is compared with."""
        return next(
            (release for release in filter(None, (self.current(), *self.all())) if self.is_whole(release)), None
        )

    def named(self, name: str) -> Release:
        """Return the release whose build_id is or begins with `name`; BuildFailed where that is none or several."""
        found = [release for release in self.all() if release.build_id.startswith(name)]
        if len(found) != 1:
            problem = "no release" if not found else f"{len(found)} releases"
            raise BuildFailed("releases", f"{problem} named {name}", cause=Cause.SETUP)
        return found[0]

    def before(self, release: Release | None) -> Release:
        """Return the newest release that is older than another; BuildFailed where there is none."""
        for older in self.all():
            if release is not None and older.built_at < release.built_at:
                return older
        raise BuildFailed("releases", "there is no earlier release", cause=Cause.SETUP)

    def let_read(self, mode: int) -> None:
        """Set who may read the published file and its page."""
        for path in (self.target, self.page):
            if stat.S_IMODE(path.stat().st_mode) != mode:
                path.chmod(mode)

    def mode(self) -> int:
        """Return who may read the published file, as permission bits; PRIVATE where there is none."""
        return stat.S_IMODE(self.target.stat().st_mode) if self.target.exists() else PRIVATE

    def answer(self, inputs_sha256: str) -> Release | None:
        """Return the release that these inputs lead to: the one that a person went back to under them, or the newest built from them."""
        rolled_back = _read_json(self._rolled_back) or {}
        if rolled_back.get("inputs_sha256") == inputs_sha256:
            return next((release for release in self.all() if release.build_id == rolled_back["build_id"]), None)
        return next((release for release in self.all() if release.inputs_sha256 == inputs_sha256), None)

    def hold(self, release: Release, inputs_sha256: str) -> None:
        """Remember that a person wants this release for as long as the inputs are what they are now."""
        write_durably(self._rolled_back, {"build_id": release.build_id, "inputs_sha256": inputs_sha256})

    def let_go(self) -> None:
        """Forget what a person went back to."""
        self._rolled_back.unlink(missing_ok=True)

    def add(self, page: Path, *, build_id: str, **about: object) -> Release:
        """Make the unfinished copy and its page a release; it counts from the moment at which its manifest is there."""
        sync(self.unfinished)
        release = Release(
            build_id=build_id,
            file_sha256=sha256(self.unfinished),
            file_bytes=self.unfinished.stat().st_size,
            page_sha256=sha256(page),
            **about,
        )
        database = self.database(release)
        self.unfinished.replace(database)
        shutil.copyfile(page, database.with_suffix(".html"))
        sync(database.with_suffix(".html"))
        write_durably(database.with_suffix(".json"), asdict(release))
        return release

    def put_in_place(self, release: Release, mode: int) -> None:
        """Make a release the published file: copy, compare, disk, one rename; the page follows. Readers of the old file keep it.

        A log that someone who wrote into the published file left behind is of that file: the new one must not replay it.
        Raises BuildFailed when the release is not what its manifest says.
        """
        database = self.database(release)
        file, page = unfinished_of(self.target), unfinished_of(self.page)
        _copy(database, file, release.file_sha256, mode)
        _copy(database.with_suffix(".html"), page, release.page_sha256, mode)
        log_of(self.target).unlink(missing_ok=True)
        file.replace(self.target)
        sync(self.target.parent)
        page.replace(self.page)
        sync(self.page.parent)

    def is_in_place(self, release: Release) -> bool:
        """Return whether file and page are those of the release, to the byte."""
        current = self.current()
        if current is None or current.build_id != release.build_id:
            return False
        return self.page.exists() and sha256(self.page) == release.page_sha256

    def is_whole(self, release: Release) -> bool:
        """Return whether the release's own files are what its manifest says."""
        database = self.database(release)
        wanted = {database: release.file_sha256, database.with_suffix(".html"): release.page_sha256}
        return all(path.exists() and sha256(path) == digest for path, digest in wanted.items())

    @contextmanager
    def tidy(self) -> Iterator[None]:
        """Clear away what builds before left behind, and what this one does."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        try:
            yield
        finally:
            with suppress(OSError):
                self._sweep()

    def _sweep(self) -> None:
        """Remove unfinished copies, and files of a release that has no manifest."""
        for path in (self.unfinished, unfinished_of(self.target), unfinished_of(self.page)):
            path.unlink(missing_ok=True)
            log_of(path).unlink(missing_ok=True)
        for path in self.folder.glob("*"):
            if (path.suffix in (".duckdb", ".html") and not path.with_suffix(".json").exists()) or path.name.endswith(
                ".unfinished"
            ):
                path.unlink()

    def prune(self, keep: int) -> list[Release]:
        """Delete all but the newest `keep`, the last of each year and the one that is published; return what is gone."""
        releases, current = self.all(), self.current()
        staying = {release.build_id for release in (*releases[:keep], *year_ends(releases))}
        staying |= {current.build_id} if current else set()
        gone = [release for release in releases if release.build_id not in staying]
        for release in gone:
            for suffix in (".json", ".html", ".duckdb"):  # the manifest first: half a release is none
                self.database(release).with_suffix(suffix).unlink(missing_ok=True)
        return gone


def year_ends(releases: Iterable[Release]) -> list[Release]:
    """Return the last release of each year but the newest: these stay for good. Takes releases newest first."""
    last: dict[int, Release] = {}
    for release in releases:
        last.setdefault(release.year, release)
    return list(last.values())[1:]


def _copy(kept: Path, unfinished: Path, wanted: str, mode: int) -> None:
    shutil.copyfile(kept, unfinished)
    if sha256(unfinished) != wanted:
        raise BuildFailed("publish", f"{kept.name} is damaged: not what its release says", cause=Cause.SYSTEM)
    unfinished.chmod(mode)
    sync(unfinished)


def unfinished_of(place: Path) -> Path:
    """Return the path of a copy before its rename: in the same folder, where a rename is atomic."""
    return place.with_name(f".{place.name}.unfinished")


def log_of(database: Path) -> Path:
    """Return the path of DuckDB's write-ahead log."""
    return database.with_name(database.name + ".wal")


def sha256(path: Path) -> str:
    """Return the hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Bring a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, content: Mapping[str, object]) -> None:
    """Write JSON so that the file is there whole or not at all."""
    unfinished = unfinished_of(path)
    unfinished.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sync(unfinished)
    unfinished.replace(path)
    sync(path.parent)


def _read_manifest(path: Path) -> Release | None:
    try:
        return Release(**_read_json(path) or {})
    except TypeError:  # not the fields of a release
        return None


def _read_json(path: Path) -> dict | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None
