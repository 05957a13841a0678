"""The picture for a chat: the sentence, the focus, one chart and the largest places on one upright card."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from markupsafe import Markup

from alee.briefing.charts import draw_fans
from alee.briefing.chat import focus_sentence
from alee.briefing.content import BriefingContent
from alee.briefing.messages import Catalogue
from alee.briefing.page import TEMPLATES, environment

WIDTH, HEIGHT = 1080, 1350  # pixels; an upright picture fills a phone's screen
LARGEST, WITHOUT_CHART = 6, 13  # places in the list; more of them where there is no chart to show


def render_card(content: BriefingContent) -> str:
    """Write the card as one HTML document, ``WIDTH`` by ``HEIGHT`` pixels; nothing is fetched."""
    sheets = (TEMPLATES / name for name in ("style.css", "card.css"))
    style = Markup("".join(sheet.read_text(encoding="utf-8") for sheet in sheets))
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    say = Catalogue(content.language)
    shown = [p for p in content.places if p.part_of is None and p.present is not None]
    fans = [(series, draw_fans(series, content, say, 0)) for series in content.daily[:1]]
    return environment().get_template("card.html").render(
        c=content, t=say, style=style, policy=f"default-src 'none'; style-src 'sha256-{digest}'",
        focus=[focus_sentence(place, say) for place in content.places if place.is_focus],
        fans=fans,
        largest=sorted(shown, key=lambda p: -(p.present.median if p.present else 0.0))[
            : LARGEST if fans else WITHOUT_CHART
        ],
    )  # fmt: skip
