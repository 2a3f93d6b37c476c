"""Old office files (.doc, .wps, .rtf, .xls …) through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from hegao.dsl.recover.finished import UnreadableError

PROGRAMS: Final = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
SECONDS: Final = 90
MISSING: Final = (
    "读这种旧格式要用LibreOffice转换，这台机器上没有找到它；"
    "请安装LibreOffice，或者用Word、WPS打开，另存为{}再读"
)
# No macro runs, nothing is fetched: the profile says so, and is thrown away afterwards.
SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


def converted(data: bytes, suffix: str, target: str) -> bytes:
    """The content of a file in a newer format; `target` is `docx` or `xlsx`.

    Raises UnreadableError.
    """
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableError(MISSING.format(f".{target}"))
    with tempfile.TemporaryDirectory(prefix="hegao-", ignore_cleanup_errors=True) as folder:
        return _convert(program, Path(folder), data, suffix, target)


def _convert(program: str, folder: Path, data: bytes, suffix: str, target: str) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    (folder / "out").mkdir()
    source = folder / f"file{suffix or '.doc'}"
    source.write_bytes(data)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--nolockcheck", "--convert-to", target, "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    _run(command, folder)
    made = folder / "out" / f"file.{target}"
    if not made.exists():
        raise UnreadableError(
            f"LibreOffice转换不了这个文件；请用Word、WPS打开，另存为.{target}再读"
        )
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run the program; with everything it started it is stopped when it takes too long."""
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            _stop(process)
            raise UnreadableError(
                f"LibreOffice转换了{SECONDS}秒还没有完；请用Word、WPS打开，另存后再读"
            ) from None


def _stop(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
