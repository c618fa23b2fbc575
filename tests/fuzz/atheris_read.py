"""Reading and parsing fuzzed with coverage as the guide: `make fuzz`, or

    python -m tests.fuzz.atheris_read -max_total_time=60 [CORPUS]

The options are libFuzzer's. Needs the extra `fuzz`. Input that breaks something is written to a file (crash-…), which

    python -m tests.fuzz.atheris_read FILE

runs again.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Fuzz until libFuzzer ends."""
    import atheris

    with atheris.instrument_imports(include=["loaders"]):
        from tests.fuzz.target import one_input
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
