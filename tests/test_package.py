"""The wheel holds everything the program needs and works outside of the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The content of a freshly built wheel, as an installer lays it out."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_carries_the_data_files(unpacked):
    shipped = unpacked / "kg" / "data" / "ontologies"
    assert sorted(p.name for p in shipped.iterdir()) == sorted(p.name for p in (ROOT / "ontologies").iterdir())
    queries = unpacked / "kg" / "data" / "queries"
    assert sorted(p.name for p in queries.iterdir()) == sorted(p.name for p in (ROOT / "examples/queries").iterdir())
    for name in ("view/templates/view.html", "view/assets/strings.json", "py.typed"):
        assert (unpacked / "kg" / name).is_file()


def test_it_works_outside_of_the_checkout(unpacked, tmp_path):
    code = (
        "import kg, kg.resources; from kg.ontology import load_schema; from kg.ingest.clean import mark_boilerplate\n"
        "print(kg.resources.ontologies_dir()); print(len(load_schema().relations) > 40)\n"
        "print(mark_boilerplate('Publicité', 'fr')[0][2])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(unpacked)},
                          check=True, capture_output=True, text=True)  # fmt: skip
    assert done.stdout.split() == [str(unpacked / "kg" / "data" / "ontologies"), "True", "advertisement"]
