"""A process that puts sets in place until it is killed: by itself at a step it is told, or from outside at any moment.

`python -m tests.crash A B` prepares the swaps between two folders and does, in a child of its own, what each line asks:

::

    count FOLDER 0      put the other set in place; says which step first finds a journal, which none, and which is none
    accept FOLDER 17    put the other set in place and die before the 17th thing that touches the disk
    recover FOLDER 3    complete what was begun, and die before the 3rd
    loop FOLDER 20      put one set in place of the other, and again after 20 ms, until killed; says the child's number
    race FOLDER 4       do so in two children at once, until 4 of each have gone through
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from leadlag.errors import SwapError
from leadlag.store import Proposal, history, proposals
from leadlag.store.folder import read

#: What Python tells of itself before it touches the disk, by its beginning, and what it does not tell.
EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir", "os.scandir", "shutil.")
CALLS = ("write", "flush", "fsync", "sendfile", "copy_file_range", "__exit__")
Swaps = dict[str, Proposal]


def each_step(do: Callable[[str, tuple[object, ...]], None]) -> None:
    """From now on, call this before whatever touches the disk, with its name and what Python tells of it."""

    def audited(event: str, about: tuple[object, ...]) -> None:
        if event.startswith(EVENTS):
            do(event, about)

    def called(_: FrameType, event: str, function: Any) -> None:
        if event == "c_call" and function.__name__ in CALLS:
            do(function.__name__, ())

    sys.addaudithook(audited)
    sys.setprofile(called)


def die_before(number: int) -> None:
    """Kill this process before the step of that number."""
    steps = count(1)

    def step(*_: object) -> None:
        if next(steps) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    each_step(step)


def count_steps(accept: Callable[[], None]) -> tuple[int, int, int]:
    """The first step that finds the journal there, the first that finds it gone again, and one past the last."""
    steps: list[tuple[str, str]] = []

    def step(event: str, about: tuple[object, ...]) -> None:
        path = about[event == "os.rename"] if about else ""
        steps.append((event, Path(str(path)).name))

    each_step(step)
    accept()
    sys.setprofile(None)
    there, gone = (steps.index((event, history.JOURNAL)) + 2 for event in ("os.rename", "os.remove"))
    return there, gone, len(steps) + 1


def act(what: str, folder: Path, number: int, swaps: Swaps) -> int:
    """The exit code of a child that lives."""
    if what == "recover":
        die_before(number)
        history.recover(folder)
    elif what == "accept":
        proposal = swaps[read(folder).state]
        die_before(number)
        proposals.accept(folder, proposal)
    elif what == "count":
        proposal = swaps[read(folder).state]
        print(*count_steps(lambda: proposals.accept(folder, proposal)), flush=True)
    elif what == "loop":
        while True:
            proposals.accept(folder, swaps[read(folder).state])
            time.sleep(number / 1000)
    elif what == "race":
        while number > 0:
            number -= went_through(folder, swaps)
    return 0


def went_through(folder: Path, swaps: Swaps) -> bool:
    try:
        proposals.accept(folder, swaps[read(folder).state])
    except SwapError:
        return False
    return True


def in_a_child(what: str, folder: Path, number: int, swaps: Swaps) -> int:
    """The child's number."""
    child = os.fork()
    if child == 0:
        try:
            ended = act(what, folder, number, swaps)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            ended = 255
        os._exit(ended)
    return child


def end_of(child: int) -> str:
    """`killed`, or the exit code."""
    status = os.waitpid(child, 0)[1]
    return "killed" if os.WIFSIGNALED(status) else str(os.WEXITSTATUS(status))


def rehearse(here: Path, swaps: Swaps) -> None:
    """One swap elsewhere, so that no step of a child is an import, which looks again where a folder has changed."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "data"
        shutil.copytree(here, folder)
        proposals.accept(folder, swaps[read(folder).state])
        history.entries(folder)


def main() -> None:
    here, there = map(Path, sys.argv[1:])
    both = ((here, there), (there, here))
    swaps = {read(old).state: proposals.propose(old, None, proposals.collect([new])) for old, new in both}
    rehearse(here, swaps)
    print("ready", flush=True)
    for line in sys.stdin:
        what, folder, number = line.rstrip("\n").split("\t")
        children = [in_a_child(what, Path(folder), int(number), swaps) for _ in range(1 + (what == "race"))]
        if what == "loop":
            print(*children, flush=True)
        print(*map(end_of, children), flush=True)


if __name__ == "__main__":
    main()
