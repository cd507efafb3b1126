"""How gunicorn serves the pages. `frankpledge serve` starts it with this file.

It stops gracefully: on SIGTERM no new request is taken, and those in hand are finished. On SIGHUP
it takes new code without refusing anybody.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from frankpledge.config import variables
from frankpledge.monitoring.logs import set_up

_environment = variables.read()
_secure = _environment["FRANKPLEDGE_SECURE"]

wsgi_app = "frankpledge.config.wsgi:application"
bind = _environment["FRANKPLEDGE_BIND"] or f"127.0.0.1:{_environment['PORT']}"
worker_class = "gthread"
workers = _environment["FRANKPLEDGE_PROCESSES"] or 2
threads = _environment["FRANKPLEDGE_THREADS"]
# A pack of three hundred pages takes some seconds; a process that hangs is replaced after this.
timeout = 120
graceful_timeout = 60
keepalive = 5
# A process is renewed after so many requests, not all at the same one: no leak lasts.
max_requests = 5_000
max_requests_jitter = 500
limit_request_line = 4_094
limit_request_fields = 60
limit_request_field_size = 8_190
# Who asks, and by HTTPS or not, is worked out by monitoring/middleware.py, for every server alike.
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
control_socket_disable = True
logconfig_dict = set_up(_environment["FRANKPLEDGE_LOG"] or ("json" if _secure else "words"))
if Path("/dev/shm").is_dir():
    # A process says that it lives by touching a file: on a slow disk that alone may hang it.
    worker_tmp_dir = "/dev/shm"

# Each process counts in a file of its own here, and whichever is asked for metrics adds them up.
_counts = tempfile.mkdtemp(prefix="frankpledge-metrics-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = _counts
_master = os.getpid()


@atexit.register
def _forget_counts() -> None:
    if os.getpid() == _master:
        shutil.rmtree(_counts, ignore_errors=True)


def child_exit(server: Any, worker: Any) -> None:
    """What a process that ended was doing at the time no longer counts; what it has done does."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
