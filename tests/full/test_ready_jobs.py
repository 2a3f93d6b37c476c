"""What the action and the template run, run as GitHub and GitLab do; the summary as a comment."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import pytest
from ready_pieces import ACTION, HEGAO, INPUT, TEMPLATE, as_data, ran, shown

from material import read

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def action_programs(tools: Path, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the action installed the program."""
    folder = tmp_path_factory.mktemp("runner")
    ran(sys.executable, "-m", "venv", folder, cwd=folder)
    step = as_data(read(ACTION), tools)["runs"]["steps"][1]
    source = folder / "action"
    shutil.copytree(project, source)
    outcome = run_step(step["run"], folder, folder / "bin", GITHUB_ACTION_PATH=str(source))
    assert outcome.returncode == 0, outcome.stdout
    return folder / "bin"


def run_step(
    script: str, cwd: Path, programs: Path, **variables: str
) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """A step as GitHub runs it."""
    file = cwd.parent / "step.sh"
    file.write_text(script, "utf-8")
    path = f"{programs}:/usr/bin:/bin"
    command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", file)
    return ran(*command, cwd=cwd, PATH=path, **variables)


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({}, 1),
        ({"paths": "稿 件/好.notice\n"}, 0),
        ({"paths": "稿 件/好.notice\n稿 件/有问题 的.notice", "fail-on": "never"}, 0),
        ({"options": "--ignore=HG1,HG2,HG3\n--ignore=HG4"}, 0),
        ({"paths": "没有.notice"}, 2),
        ({"paths": "$(touch 坏)`touch 坏`'; touch 坏; '"}, 2),
        ({"options": "--没有"}, 2),
    ],
    ids=str,
)
def test_the_action(
    tools: Path, action_programs: Path, office: Path, inputs: dict[str, str], code: int
) -> None:
    action = as_data(read(ACTION), tools)
    given = {name: each["default"] for name, each in action["inputs"].items()} | inputs
    step = action["runs"]["steps"][2]
    variables = {name: INPUT.sub(lambda m: given[m[1]], text) for name, text in step["env"].items()}
    files = {name: office.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.touch()
    variables |= {name: str(file) for name, file in files.items()}
    variables["RUNNER_TEMP"] = str(office.parent)
    outcome = run_step(step["run"], office, action_programs, **variables)
    assert outcome.returncode == code, outcome.stdout
    assert not (office / "坏").exists()
    told = dict(line.split("=", 1) for line in read(files["GITHUB_OUTPUT"]).splitlines())
    if "--没有" in inputs.values():
        assert told == {}
        return
    assert set(told) == set(action["outputs"])
    assert read(files["GITHUB_STEP_SUMMARY"]) == read(Path(told["markdown"]))
    assert json.loads(read(Path(told["sarif"])))["version"] == "2.1.0"
    if not inputs:
        assert re.search(r"^::error .*file=稿 件/有问题 的\.notice,", outcome.stdout, re.MULTILINE)


def test_the_gitlab_template(
    tools: Path, project: Path, office: Path, action_programs: Path
) -> None:
    template = as_data(read(TEMPLATE), tools)
    source = office.parent / "source"
    shutil.copytree(project, source)
    lines = template["核稿"]["script"]
    variables = {name: each["value"] for name, each in template["variables"].items()}
    settings = as_data(shown("GitLab 模板")[0], tools)
    assert set(settings["variables"]) <= set(variables)

    def job(script: str, **given: str) -> subprocess.CompletedProcess[str]:
        return ran("sh", "-e", "-c", script, cwd=office, **{**variables, **given})

    assert job("\n".join(lines)).returncode == 2
    given = {"HEGAO_SOURCE": f"hegao[import] @ file://{source}", "HEGAO_FOLDER": "稿 件"}
    outcome = job("\n".join(lines), **given)
    assert outcome.returncode == 1, outcome.stdout
    artifacts = template["核稿"]["artifacts"]
    for name in (*artifacts["paths"], *artifacts["reports"].values()):
        assert (office / name).stat().st_size > 0
    found = json.loads(read(office / artifacts["reports"]["codequality"]))
    assert {each["location"]["path"] for each in found} == {"稿 件/有问题 的.notice"}
    given |= {"HEGAO_FAIL_ON": "never", "tool": str(action_programs.parent)}
    assert job(lines[-1], **given).returncode == 0


class Comments(BaseHTTPRequestHandler):
    """Takes comments as GitLab does."""

    taken: list[tuple[str, str | None, str]] = []

    def do_POST(self) -> None:
        """Keep the path, the token and the text."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.taken.append((self.path, self.headers["PRIVATE-TOKEN"], parse_qs(body)["body"][0]))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def gitlab() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Comments)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api/v4"
    server.shutdown()
    server.server_close()


def test_the_summary_as_a_comment(office: Path, gitlab: str, tools: Path) -> None:
    """What the page shows for GitLab posts the report; what it shows for GitHub hands it to gh."""
    if not shutil.which("curl"):
        pytest.skip("没有 curl，跳过贴评论的检查")
    report = office / "核稿.md"
    ran(HEGAO, "check", "稿 件", "--output", f"markdown:{report}", cwd=office)
    script = shown("GitLab 模板", "bash")[0]
    numbers = {"TOKEN": "t", "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "3", "no_proxy": "*"}
    outcome = ran("bash", "-ec", script, cwd=office, CI_API_V4_URL=gitlab, **numbers)
    assert outcome.returncode == 0, outcome.stdout
    assert Comments.taken == [("/api/v4/projects/7/merge_requests/3/notes", "t", read(report))]

    gh = office.parent / "gh"
    gh.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', "utf-8")
    gh.chmod(0o755)
    step = as_data(shown("GitHub Action")[0], tools)["jobs"]["review"]["steps"][2]
    variables = {"NUMBER": "3", "REPORT": str(report)}
    assert set(step["env"]) == {*variables, "GH_TOKEN"}
    told = run_step(step["run"], office, office.parent, **variables).stdout.splitlines()
    assert told[:3] == ["pr", "comment", "3"]
    assert told[-2:] == ["--body-file", str(report)]
