"""Every directory dateline uses, once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from reader.model.errors import StoreError

PRIVATE_DIRECTORY = 0o700
PRIVATE_FILE = 0o600


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a person's things are; `make` creates them, private to that person."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @property
    def store(self) -> Path:
        """The article store."""
        return self.data / "dateline.db"

    @property
    def log(self) -> Path:
        return self.state / "dateline.log"

    @classmethod
    def under(cls, home: Path) -> Paths:
        """Everything under one folder."""
        home = home.expanduser().absolute()
        return cls(home / "config", home / "data", home / "cache", home / "state")

    @classmethod
    def of_person(cls) -> Paths:
        """The platform's own places (XDG on Linux, Library on macOS)."""
        from platformdirs import PlatformDirs  # noqa: PLC0415 - not needed when a home is given

        dirs = PlatformDirs("dateline", appauthor=False)
        return cls(
            dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_state_path
        )

    @classmethod
    def find(cls, home: str | None = None) -> Paths:
        """The folder given, else the one in DATELINE_HOME, else the platform's own places."""
        chosen = home or os.environ.get("DATELINE_HOME")
        return cls.under(Path(chosen)) if chosen else cls.of_person()

    def make(self) -> None:
        """Create the directories.

        Raises:
            StoreError: one of them cannot be made.
        """
        for directory in (self.config, self.data, self.cache, self.state):
            try:
                # `parents=True` would give those it makes the usual mode, not this one.
                directory.parent.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
                directory.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
                if os.name == "posix" and directory.stat().st_mode & 0o077:
                    directory.chmod(PRIVATE_DIRECTORY)
            except OSError as error:
                raise StoreError(
                    f"cannot make the folder {directory}: {error.strerror}",
                    "Choose another place with --home DIR or DATELINE_HOME.",
                ) from error
