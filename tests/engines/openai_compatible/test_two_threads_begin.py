"""The first call of a process, while another thread reads the French model."""

from __future__ import annotations

import subprocess
import sys

#: spaCy's packages import the older ``httpx``, and the SDK looks whether that is loaded, at every call: what it then
#: sees while another thread is still importing it is a module without anything in it.
_CALL = """
import sys, types
from bridge.domain.source import Brief
from bridge.engines.openai_compatible import OpenAICompatible
from bridge.errors import EngineUnavailable
from bridge.text.reading import read

engine = OpenAICompatible(base_url="http://127.0.0.1:9/v1", model="m", api_key="x", timeout=5)
sys.modules.setdefault("httpx", types.ModuleType("httpx"))
try:
    engine.rewrite(read("Le pont", "<p>Le pont de la Marne rouvre lundi aux cars et aux vélos.</p>"), Brief())
except EngineUnavailable as error:
    print(type(error).__name__)
engine.close()
"""


def test_a_library_that_another_thread_is_importing_disturbs_no_call() -> None:
    done = subprocess.run([sys.executable, "-c", _CALL], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout.strip(), done.returncode) == ("EngineUnavailable", 0), done.stderr
