"""Make sure that the tests' outside helpers are here: `scripts/need.py browser`, `postgres`,
`java`, `clamd` or `age`.

Found: nothing happens. Missing: Debian's package when we are root there, else the tools' own
download (the browser only). When neither works, one line says how to get it, and we exit with 1.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.browser import find_chromium  # noqa: E402
from tests.support.clamd import find_clamd  # noqa: E402
from tests.support.postgres import find_binaries  # noqa: E402


def install_with_apt(package: str) -> bool:
    """Install a Debian package. False when we may not, cannot, or it fails."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing {package}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "--yes"]
    install = [*apt, "install", "--no-install-recommends", package]
    # The lists of packages may be missing or old: fetch them only when the first try fails.
    for step in (install, [*apt, "update"], install):
        done = subprocess.run(step, env=environment, stdout=subprocess.DEVNULL)
        if step is install and done.returncode == 0:
            return True
    return False


def need_browser() -> str:
    """Return an empty string when there is a Chromium, else the sentence that says how."""
    if find_chromium():
        return ""
    if install_with_apt("chromium") and find_chromium():
        return ""
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])
    if done.returncode == 0 and find_chromium():
        return ""
    return (
        "The journeys need Chromium. Install it (on Debian and Ubuntu: apt-get install chromium), "
        "or name it in CHROMIUM."
    )


def need_postgres() -> str:
    """Return an empty string when there is a PostgreSQL server, else the sentence that says how."""
    if find_binaries():
        return ""
    if install_with_apt("postgresql") and find_binaries():
        return ""
    return (
        "The tests need PostgreSQL's server binaries. Install them (on Debian and Ubuntu: "
        "apt-get install postgresql), or name their folder in PG_BIN."
    )


def find_java() -> str | None:
    """Return where Java is, 17 or later, or None. JAVA_HOME names one; else the path's own."""
    home = os.environ.get("JAVA_HOME")
    named = Path(home) / "bin" / "java" if home else None
    found = str(named) if named and named.exists() else shutil.which("java")
    if found is None:
        return None
    told = subprocess.run([found, "-version"], capture_output=True, text=True)
    version = re.search(r'version "(\d+)', told.stderr + told.stdout)
    return found if version and int(version[1]) >= 17 else None


def need_java() -> str:
    """Return an empty string when there is a Java for Spark, else the sentence that says how."""
    if find_java():
        return ""
    if install_with_apt("openjdk-17-jre-headless") and find_java():
        return ""
    return (
        "The tests of the measures on Spark need Java 17 or later. Install it (on Debian and "
        "Ubuntu: apt-get install openjdk-17-jre-headless), or name its folder in JAVA_HOME."
    )


def need_clamd() -> str:
    """Return an empty string when there is a virus scanner, else the sentence that says how."""
    if find_clamd():
        return ""
    if install_with_apt("clamav-daemon") and find_clamd():
        return ""
    return (
        "The tests of scanning need ClamAV's clamd, without its signatures. Install it (on Debian "
        "and Ubuntu: apt-get install clamav-daemon), or name the program in CLAMD."
    )


def need_age() -> str:
    """Return an empty string when there is the age command, else the sentence that says how."""
    if shutil.which("age"):
        return ""
    if install_with_apt("age") and shutil.which("age"):
        return ""
    return (
        "The tests of backups need the age command, which opens one without Frankpledge. Install "
        "it (on Debian and Ubuntu: apt-get install age; elsewhere: age-encryption.org)."
    )


if __name__ == "__main__":
    needs = {
        "browser": need_browser,
        "postgres": need_postgres,
        "java": need_java,
        "clamd": need_clamd,
        "age": need_age,
    }
    missing = needs[sys.argv[1]]()
    if missing:
        sys.exit(missing)
