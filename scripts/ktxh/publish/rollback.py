"""Go back to an earlier release, by the same rename that publishes."""

from __future__ import annotations

from pathlib import Path

from ktxh.publish import inputs, lock
from ktxh.publish.archive import Archive, Release
from ktxh.publish.errors import BuildFailed, Cause
from ktxh.publish.surroundings import private_files


def rollback(project_dir: Path, target: Path, release_id: str | None = None) -> Release:
    """Publish a release again, by default the one before the published one, and hold it until the inputs change.

    `release_id` is a build_id or its beginning. Raises BuildFailed when there is no such release, when it is damaged, or when somebody
    else is at work; the published file is then what it was.
    """
    releases = Archive(project_dir.resolve() / target)
    if not releases.folder.is_dir():
        raise BuildFailed("rollback", f"there are no releases of {target}", cause=Cause.SETUP)
    with private_files(), lock.held(releases.lock), releases.tidy():
        wanted = releases.named(release_id) if release_id else releases.before(releases.latest())
        if not releases.is_whole(wanted):
            raise BuildFailed(
                "rollback", f"{wanted.build_id} is damaged: not what its manifest says", cause=Cause.SYSTEM
            )
        now = inputs.find(project_dir.resolve(), project_dir.resolve() / wanted.seeds)
        releases.hold(
            wanted, now.digest
        )  # first: were it last, a build between the two would undo what a person wanted
        releases.put_in_place(wanted, releases.mode())
        return wanted
