"""What is in deploy/ fits the product: its settings, its words, its files, its ports."""

import getpass
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from madoguchi import variables
from tests.house.tree import ROOT

DEPLOY = ROOT / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
UNIT = (DEPLOY / "madoguchi.service").read_text(encoding="utf-8")
SETTINGS = (DEPLOY / "madoguchi.env").read_text(encoding="utf-8")
COMMAND = DEPLOY / "madoguchi"
IGNORED = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
KNOWN = {setting.variable: setting for setting in variables.ALL}


@pytest.mark.parametrize("text", [CONTAINER, SETTINGS, UNIT], ids=["container", "settings", "unit"])
def test_every_setting_that_is_named_exists(text: str) -> None:
    assert set(re.findall(r"MADOGUCHI_[A-Z_]+", text)) <= set(KNOWN)


def test_the_settings_of_production_leave_secrets_to_be_filled_in() -> None:
    given = dict(
        line.split("=", 1) for line in SETTINGS.splitlines() if line and not line.startswith("#")
    )

    assert given["MADOGUCHI_MODE"] == "production"
    assert {name for name, value in given.items() if not value} == {
        "MADOGUCHI_SECRET_KEY",
        "MADOGUCHI_SECRETS_KEY",
        "MADOGUCHI_DELIVERY_USER",
        "MADOGUCHI_DELIVERY_PASSWORD",
    }


def test_the_image_is_made_of_files_that_exist_and_of_pinned_packages() -> None:
    copied = [
        word for line in re.findall(r"^COPY (.+)$", CONTAINER, re.M) for word in line.split()[:-1]
    ]

    assert copied
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert [name for name in copied if name != "." and f"!{name}" not in IGNORED] == []
    assert "--require-hashes -r requirements.txt" in CONTAINER


def test_the_image_has_a_python_that_the_product_runs_on_and_no_root() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [base] = re.findall(r"^FROM docker\.io/library/python:3\.(\d+)-slim-bookworm$", CONTAINER, re.M)
    [least] = re.findall(r">=3\.(\d+)", project["requires-python"])

    assert int(base) >= int(least)
    assert CONTAINER.index("USER madoguchi") < CONTAINER.index("ENTRYPOINT")


def test_the_image_opens_the_usual_ports() -> None:
    [ports] = re.findall(r"^EXPOSE (.+)$", CONTAINER, re.M)

    assert ports.split() == [str(variables.PORT.read({})), str(variables.SMTP_PORT.read({}))]


def test_unit_and_image_start_what_the_command_line_knows() -> None:
    assert (ROOT / "src/madoguchi/commands/run.py").exists()
    assert "ExecStart=/opt/madoguchi/.venv/bin/python -m madoguchi run\n" in UNIT
    assert 'ENTRYPOINT ["/opt/madoguchi/.venv/bin/python", "-m", "madoguchi"]' in CONTAINER
    assert 'CMD ["run"]' in CONTAINER


def test_what_the_service_may_write_is_what_the_settings_say() -> None:
    [home] = re.findall(r"^MADOGUCHI_HOME=(.+)$", SETTINGS, re.M)

    assert f"ReadWritePaths={home}\n" in UNIT
    assert f"MADOGUCHI_HOME={home} " in CONTAINER
    assert f"VOLUME {home}\n" in CONTAINER


def test_the_command_line_takes_the_settings_as_they_stand(tmp_path: Path) -> None:
    settings, product = tmp_path / "madoguchi.env", tmp_path / "python"
    settings.write_text("# none\n\nMADOGUCHI_DELIVERY_PASSWORD=a b$c\"d'#e=f\n", encoding="utf-8")
    product.write_text('#!/bin/sh\necho "$MADOGUCHI_DELIVERY_PASSWORD $*"\n', encoding="utf-8")
    product.chmod(0o755)
    script = (
        COMMAND.read_text(encoding="utf-8")
        .replace("/etc/madoguchi.env", str(settings))
        .replace("/opt/madoguchi/.venv/bin/python", str(product))
        .replace("= madoguchi ]", f"= {getpass.getuser()} ]")
    )

    said = subprocess.run(
        ["/bin/sh", "-c", script, "madoguchi", "doctor", "--now"],
        capture_output=True,
        text=True,
        check=True,
        timeout=20,
    )

    assert said.stdout == "a b$c\"d'#e=f -m madoguchi doctor --now\n"
    assert COMMAND.stat().st_mode & 0o111


def test_the_service_may_do_what_a_service_does_and_no_more() -> None:
    for line in (
        "NoNewPrivileges=yes",
        "PrivateDevices=yes",
        "MemoryDenyWriteExecute=yes",
        "RestrictNamespaces=yes",
        "SystemCallFilter=@system-service",
    ):
        assert f"{line}\n" in UNIT
