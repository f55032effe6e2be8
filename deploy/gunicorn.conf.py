"""The application server. Two workers of four threads serve an office on a small machine; more cores, more workers."""

import os

bind = os.environ.get("KM_BIND", "unix:/run/khumkhwamru/gunicorn.sock")
workers = int(os.environ.get("KM_WORKERS", "2"))
threads = int(os.environ.get("KM_THREADS", "4"))
worker_class = "gthread"
# The proxy shares the group on one machine (it writes to the socket); in a container of its own it is somebody else.
umask = 0o007 if bind.startswith("unix:") else 0o022
timeout = 60
graceful_timeout = 25
keepalive = 5
# The proxy limits addresses (32 KB): a pasted paragraph of Thai is longer than gunicorn's 4 KB.
limit_request_line = 0
# A worker begins anew now and then, not all at once: no leak can grow for ever.
max_requests = 20_000
max_requests_jitter = 2_000
preload_app = True
# systemd rules the server; nothing else has to speak to it.
control_socket_disable = True
accesslog = None
errorlog = "-"
forwarded_allow_ips = "*"
