#!/bin/sh
# Makes .venv and installs what requirements/$1.txt locks, then Frankpledge itself.
# Called by the Makefile as `scripts/setup.sh base` or `scripts/setup.sh dev`.
# pip, not uv: pip is there with every Python and honours a county's own pip settings (proxies,
# mirrors, certificates). Every file is checked against the hash in the lock.
set -eu
cd "$(dirname "$0")/.."
set_name="$1"

good_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if good_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    if command -v python3 >/dev/null 2>&1; then
        echo "Frankpledge needs Python 3.11 or later; this machine's python3 is $(python3 -V 2>&1)." >&2
    else
        echo "Frankpledge needs Python 3.11 or later, and this machine has no python3." >&2
    fi
    echo "Install a newer Python, then run the same command again. To point at one that is" >&2
    echo "not on the path: make setup PYTHON=/where/it/is/python3" >&2
    return 1
}

if [ ! -x .venv/bin/python ] || ! good_enough .venv/bin/python; then
    python=$(find_python)
    echo "Making .venv with $("$python" -V)"
    if ! "$python" -m venv --clear .venv; then
        echo "Python could not make a virtual environment. On Debian and Ubuntu, install" >&2
        echo "python3-venv (apt-get install python3-venv), then run the same command again." >&2
        exit 1
    fi
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }

echo "Installing from requirements/$set_name.txt (half a minute to two minutes the first time)"
pip install -qq --require-hashes --requirement "requirements/$set_name.txt"
# No build isolation: the build tools are already there, from the lock, so nothing is fetched.
pip install -qq --no-deps --no-build-isolation --editable .

# A stamp tells make that this set is in place. The development set holds the base set too.
touch .venv/.base-stamp
if [ "$set_name" = dev ]; then touch .venv/.dev-stamp; fi
echo "Ready: .venv/bin/frankpledge"
