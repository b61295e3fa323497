"""What a notebook shows of a model."""

from __future__ import annotations

import html
import json
from typing import Any


class Report(str):
    """The text of one HTML file that loads nothing; the last value of a notebook's cell shows it,
    and ``displayHTML`` does."""

    def _repr_html_(self) -> str:
        return (
            '<iframe sandbox="allow-scripts" style="width: 100%; height: 720px; border: 0"'
            f' srcdoc="{html.escape(self)}"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<polya.Report of {len(self) // 1000} kB; its save(path) writes it>"

    def save(self, path: str) -> None:
        """Writes the file to this machine."""
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(self)


class PreparedData(dict[str, Any]):
    """Prepared data of pyLDAvis, for its ``display`` and ``prepared_data_to_html``. Topics have
    the model's own numbers and order."""

    def to_dict(self) -> dict[str, Any]:
        """The data."""
        return dict(self)

    def to_json(self) -> str:
        """The data as JSON, which no term ends early where it stands in a script of a page."""
        return json.dumps(self).replace("<", "\\u003c")
