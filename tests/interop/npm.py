"""What the proofs take from npm, by exact version, into BUILD/npm."""
import json
import os
import shutil
import subprocess

from rollcall import BUILD

FOLDER = os.path.join(BUILD, "npm")
PACKAGES = {"vnu-jar": "26.9.27", "axe-core": "4.14.1", "playwright-core": "1.65.1"}


def path(package, *parts):
    return os.path.join(FOLDER, "node_modules", package, *parts)


def installed(package):
    try:
        with open(path(package, "package.json"), encoding="utf-8") as f:
            return json.load(f)["version"] == PACKAGES[package]
    except (OSError, ValueError, KeyError):
        return False


def install():
    """Why the packages are not there, or None."""
    if all(map(installed, PACKAGES)):
        return None
    if not shutil.which("npm"):
        return "npm is not installed"
    os.makedirs(FOLDER, exist_ok=True)
    wanted = ["%s@%s" % p for p in PACKAGES.items()]
    ended = subprocess.run(["npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", FOLDER,
                            *wanted], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if all(map(installed, PACKAGES)):
        return None
    return "npm cannot install %s: %s" % (" ".join(wanted), (ended.stderr.strip().splitlines() or ["no reason"])[-1])
