# The first line that runs of every tool. It must be readable for any Python 3, to say that one is too old.
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the very sentence that the rule takes for granted
    sys.stderr.write(
        "\n✗ ต้องใช้ Python 3.11 ขึ้นไป แต่เครื่องนี้มี Python {0}.{1} โปรดติดตั้งรุ่นใหม่แล้วสั่งอีกครั้ง\n"
        "  Python 3.11 or newer is needed, this is Python {0}.{1}. Install a newer one and try again.\n".format(
            *sys.version_info
        )
    )
    sys.exit(1)
