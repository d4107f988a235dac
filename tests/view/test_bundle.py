"""The page's code: readable modules in, one script out, and a policy that lets only that run."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kg.view.bundle import SCRIPTS, STYLES, content_policy, own_script, own_style, vis_network
from kg.view.labels import ASSETS
from kg.view.pages.frame import SCRIPT
from kg.view.pages.frame import STYLES as PAGE_STYLES

TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) ([\w$]+)", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:async )?(?:function\*?|const|let|class) ([\w$]+)", re.MULTILINE)
MENTION = r"(?<![\w$])(?<!(?<!\.)\.){}(?![\w$])"
IMPORTS = re.compile(r'^import \{([^}]*)\} from "\./(\w+\.js)";', re.MULTILINE)


def sources() -> dict[str, str]:
    return {name: (ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS}


def test_every_asset_is_in_the_page_and_short():
    assert {path.name for path in ASSETS.glob("*.js")} == {*SCRIPTS, SCRIPT}
    assert {path.name for path in ASSETS.glob("*.css")} == {*STYLES, *PAGE_STYLES}
    for path in [*ASSETS.glob("*.js"), *ASSETS.glob("*.css")]:
        assert len(path.read_text(encoding="utf-8").splitlines()) < 300, path.name


@pytest.mark.parametrize("variant", ["alone.js", "explore.js"])
def test_no_name_is_declared_twice(variant):
    used = [source for name, source in sources().items() if name not in {"alone.js", "explore.js"} - {variant}]
    counts = Counter(name for source in used for name in TOP_LEVEL.findall(source))
    assert [name for name, count in counts.items() if count > 1] == []


def test_modules_import_what_earlier_modules_export():
    seen: dict[str, set[str]] = {}
    idle: set[str] = set()
    for name, source in sources().items():
        for names, module in IMPORTS.findall(source):
            wanted = {part.strip() for part in names.split(",") if part.strip()}
            assert module in seen, f"{name} imports from {module}, which comes later"
            assert wanted <= seen[module], f"{name}: {wanted - seen[module]} not exported by {module}"
            idle |= {
                f"{name}: {word}" for word in wanted if len(re.findall(MENTION.format(re.escape(word)), source)) < 2
            }
        seen[name] = set(
            re.findall(r"^export (?:async )?(?:function\*?|const|let|class) ([\w$]+)", source, re.MULTILINE)
        )


@pytest.mark.parametrize(
    "forbidden", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch("]
)
def test_no_code_that_could_run_data_or_fetch_anything(forbidden):
    assert forbidden not in own_script()


def test_only_the_page_of_a_server_can_ask_it():
    assert "fetch(" in own_script(explore=True)
    assert "connect-src" not in content_policy(("a",), ("b",))
    assert "connect-src 'self'" in content_policy(("a",), ("b",), connect=True)


def test_no_module_syntax_is_left():
    assert not re.search(r"^(import|export) ", own_script(), re.MULTILINE)
    assert "@import" not in own_style()
    assert "url(" not in own_style()


def test_the_library_keeps_its_licence_and_loses_its_source_map():
    library = vis_network()
    assert "@license" in library[:1500]
    assert "sourceMappingURL" not in library


def test_the_policy_names_hashes_only():
    policy = content_policy(("a",), ("b",))
    assert policy.startswith("default-src 'none'; script-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='")
    assert "unsafe" not in policy
