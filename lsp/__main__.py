"""`python -m hegao.lsp` starts the server."""

from hegao.lsp.server import main

main()
