"""The ``credclass`` command; its parts need the extra ``cli``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, or say what to install."""
    try:
        import rich  # noqa: F401, PLC0415
        import typer  # noqa: F401, PLC0415
    except ImportError:
        sys.stderr.write(
            "The credclass command needs typer and rich: pip install 'credclass[cli]'\n"
        )
        raise SystemExit(2) from None
    from credclass.cli.app import run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
