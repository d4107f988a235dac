"""The public API: what is promised, and that it costs nothing to import."""

import subprocess
import sys
import types

import kg


def test_all_names_exist_are_sorted_and_listed_once():
    assert list(kg.__all__) == sorted(set(kg.__all__))
    for name in kg.__all__:
        assert getattr(kg, name) is not None
        assert name in dir(kg)


def test_nothing_public_is_missing_from_all():
    hidden = {"annotations", "TYPE_CHECKING", "Any"}
    public = {
        name for name, value in vars(kg).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType) and name not in hidden
    }  # fmt: skip
    assert public <= set(kg.__all__)


def test_errors_are_one_tree():
    errors = [getattr(kg, name) for name in kg.__all__ if name.endswith("Error")]
    assert all(issubclass(error, kg.KGError) and error.__doc__ for error in errors)
    assert {error.exit_code for error in errors} == {1, 2}


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(kg, "no_such_name")


def test_importing_the_package_loads_nothing_heavy():
    heavy = ("spacy", "rdflib", "pyoxigraph", "numpy", "networkx", "trafilatura", "rich", "jinja2")
    code = f"import sys, kg, kg.cli; print(*set({heavy}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
