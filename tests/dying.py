"""A process that puts sets in place until it is killed: by itself at a step it is told, or from outside at any moment.

`python -m tests.dying A B` prepares the swaps between two folders and does, in a child of its own, what each line asks:

::

    accept FOLDER 17    put the other set in place and die before the 17th thing that touches the disk
    recover FOLDER 3    complete what was begun, and die before the 3rd
    loop FOLDER 0       put one set in place of the other until killed; says the child's number at once
    times FOLDER 40     do so 40 times, beside others; says how many went through
"""

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from leadlag.errors import SwapError
from leadlag.store import Proposal, history, swapping
from leadlag.store.folder import read

#: What Python tells of itself before it touches the disk, by its beginning, and what it does not tell.
EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir", "os.scandir", "shutil.")
CALLS = ("write", "flush", "fsync", "sendfile", "copy_file_range", "__exit__")
Swaps = dict[str, Proposal]


def die_before(number: int) -> None:
    """Count from now on, and kill this process at that count."""
    left = number

    def step() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def told(event: str, _: object) -> None:
        if event.startswith(EVENTS):
            step()

    def called(_: FrameType, event: str, function: Any) -> None:
        if event == "c_call" and function.__name__ in CALLS:
            step()

    sys.addaudithook(told)
    sys.setprofile(called)


def act(what: str, folder: Path, number: int, swaps: Swaps) -> int:
    """How many swaps went through."""
    if what == "recover":
        die_before(number)
        history.recover(folder)
    elif what == "accept":
        proposal = swaps[read(folder).state]
        die_before(number)
        swapping.accept(folder, proposal)
    elif what == "loop":
        while True:
            swapping.accept(folder, swaps[read(folder).state])
    return sum(_went_through(folder, swaps) for _ in range(number)) if what == "times" else 0


def _went_through(folder: Path, swaps: Swaps) -> bool:
    try:
        swapping.accept(folder, swaps[read(folder).state])
    except SwapError:
        return False
    return True


def in_a_child(what: str, folder: Path, number: int, swaps: Swaps) -> str:
    child = os.fork()
    if child == 0:
        try:
            ended = act(what, folder, number, swaps)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            ended = 255
        os._exit(ended)
    if what == "loop":
        print(child, flush=True)
    status = os.waitpid(child, 0)[1]
    return "killed" if os.WIFSIGNALED(status) else str(os.WEXITSTATUS(status))


def main() -> None:
    here, there = map(Path, sys.argv[1:])
    both = ((here, there), (there, here))
    swaps = {read(old).state: swapping.propose(old, None, swapping.gather([new])) for old, new in both}
    print("ready", flush=True)
    for line in sys.stdin:
        what, folder, number = line.rstrip("\n").split("\t")
        print(in_a_child(what, Path(folder), int(number), swaps), flush=True)


if __name__ == "__main__":
    main()
