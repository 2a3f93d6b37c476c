"""`python -m hegao.lsp` starts the server."""

import gc

gc.disable()  # Until the server has started: half a second of making classes.

from hegao.lsp.server import main  # noqa: E402

main()
