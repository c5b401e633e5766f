"""How the pages look beyond what the theme can be told: the first page says it, before anything is drawn."""

from pathlib import Path

STYLE = "\n".join(path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.css")))
