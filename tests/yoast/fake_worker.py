"""Speaks as worker.cjs does, and does what the word on its command line says when it is asked something.

``answers``; ``hangs``; ``hangs over FIFO`` (a text that says "attends", once the pipe is read);
``dies``; ``dies once FILE`` (the first process only); ``never ready``; ``deaf`` (doesn't read
its input); ``rubbish``; ``another`` (an answer to another question); ``full`` (says that its memory is nearly full);
``environment`` (answers with the names of its environment's variables).
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path


def main(behaviour: str, *arguments: str) -> None:
    if behaviour == "never ready":
        signal.pause()
    print(json.dumps({"ready": True}), flush=True)
    if behaviour == "deaf":
        signal.pause()
    for line in sys.stdin:
        answer(behaviour, json.loads(line), arguments)


def answer(behaviour: str, request: dict[str, object], arguments: tuple[str, ...]) -> None:
    reply: dict[str, object] = {"id": request["id"], "seo": 80, "readability": 90, "minutes": 4, "heap": 20}
    reply["results"] = [{"scope": "seo", "name": "pid", "score": os.getpid(), "rating": "good", "text": "x"}]
    if behaviour == "hangs over" and "attends" in str(request["text"]):
        Path(arguments[0]).write_text("hung")
        signal.pause()
    if behaviour == "hangs":
        signal.pause()
    elif behaviour == "dies" or (behaviour == "dies once" and first(arguments[0])):
        print("I am out of memory", file=sys.stderr, flush=True)
        sys.exit(3)
    elif behaviour == "rubbish":
        reply["results"] = [{"text": "no name", "rating": "good"}]
    elif behaviour == "another":
        reply["id"] = -1
    elif behaviour == "full":
        reply["heap"] = 100_000
    elif behaviour == "environment":
        reply["results"][0]["text"] = " ".join(os.environ)  # type: ignore[index]
    print(json.dumps(reply), flush=True)


def first(path: str) -> bool:
    try:
        Path(path).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
