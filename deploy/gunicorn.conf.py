"""The application server. Two workers with four threads serve an office on a small machine; more cores, more workers."""

import os

bind = os.environ.get("KM_BIND", "unix:/run/khumkhwamru/gunicorn.sock")
workers = int(os.environ.get("KM_WORKERS", "2"))
threads = int(os.environ.get("KM_THREADS", "4"))
worker_class = "gthread"
umask = 0o007
timeout = 60
graceful_timeout = 25
keepalive = 5
# A worker begins anew now and then, not all at once: no leak can grow for ever.
max_requests = 20_000
max_requests_jitter = 2_000
preload_app = True
accesslog = None
errorlog = "-"
forwarded_allow_ips = "*"
