#!/usr/bin/env python3
"""Run a management command of the site."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.dev")
    from django.core.management import execute_from_command_line  # Settings must be named first.

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
