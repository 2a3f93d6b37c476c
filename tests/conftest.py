"""How the properties are tried: the same every time, and never against a clock.

`pytest --hypothesis-profile=search` looks at other examples than the last time.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("steady")
