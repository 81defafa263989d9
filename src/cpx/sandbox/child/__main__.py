"""Where the fork server's process begins: it must not outlive our side, not even by the second that loading matplotlib takes.

python child CONFIG SOCKET     the server's configuration as JSON, the number of its end of the socket
"""

import json
import os
import shutil
import signal
import socket
import sys
from typing import Any

import confine


def begin() -> None:
    said = json.loads(sys.argv[1])
    channel = socket.socket(fileno=int(sys.argv[2]))
    channel.set_inheritable(False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.chdir(said["base"])

    def give_up(*_: Any) -> None:
        shutil.rmtree(said["base"], ignore_errors=True)
        os._exit(1)

    signal.signal(signal.SIGTERM, give_up)
    confine.die_with(said["parent"], signal.SIGTERM)
    import server  # and with it matplotlib

    server.main(server.Config(**said), channel)


if __name__ == "__main__":
    begin()
