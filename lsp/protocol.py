"""The protocol as pygls speaks it, but that every request is answered."""

from __future__ import annotations

from typing import Any

from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest
from pygls.protocol import LanguageServerProtocol


class HegaoProtocol(LanguageServerProtocol):
    """pygls only logs requests that it cannot read, and those after `shutdown`.

    The editor would wait for their answers for ever.
    """

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as a value. Raises JsonRpcException for one that cannot be read."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and isinstance(data.get("id"), (int, str)):
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def handle_message(self, message: Any) -> None:
        """Do what a message asks; nothing but `exit` after `shutdown` (LSP 3.17, "Shutdown")."""
        number = getattr(message, "id", None)
        if self._shutdown and number is not None and hasattr(message, "method"):
            self._send_response(number, error=JsonRpcInvalidRequest().to_response_error())
        else:
            super().handle_message(message)
