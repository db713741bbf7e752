"""CSV folder in, immutable snapshot out: `files` reads, `checks` refuses, `database` builds, `snapshot` publishes."""

from leadlag.store.database import READINGS, Reading
from leadlag.store.snapshot import Live, Snapshot, build, checked, live, load

__all__ = ["READINGS", "Live", "Reading", "Snapshot", "build", "checked", "live", "load"]
