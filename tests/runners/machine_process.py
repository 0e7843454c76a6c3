"""A machine of its own name, with the site and the model of ``tests/support/newsroom.py``.

Arguments: the machine's name, the port of site and model, seconds of its leases, and the command line. A worker sweeps
and gives signs of life so often that the tests need not wait.
"""

from __future__ import annotations

import socket
import sys
from datetime import timedelta
from pathlib import Path

from bridge import bootstrap
from bridge.bootstrap import Bridge
from bridge.cli import main
from bridge.cli.session import LogStyle, Session
from bridge.cli.worker import worker_command
from bridge.config import Config
from bridge.runners.worker import Timing
from tests.support.newsroom import connected

QUICK = Timing(sweep=0.2, sign=0.2, dead=1.0, look=0.2)


def build(config: Config) -> Bridge:
    site, engine = connected(int(sys.argv[2]))
    lease = timedelta(seconds=float(sys.argv[3]))
    return bootstrap.build(config, sites={"une": site}, engines={"faux": engine}, lease=lease)


if __name__ == "__main__":
    name, arguments = sys.argv[1], sys.argv[4:]
    socket.gethostname = lambda: name  # nobody can see from another machine whether a process is alive
    session = Session(build=build, config_path=Path(arguments[-1]), log=LogStyle.JSON)
    if arguments[0] == "worker":
        sys.exit(worker_command(session, None, timing=QUICK))
    sys.exit(main(["--log", "json", *arguments], session=session))
