"""The door: what `streamlit_app.py` makes the app of."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from ripple.app.entry.organisation import organisation
from ripple.app.kept.who import keeper
from ripple.app.pond.as_sent import first_picture
from ripple.app.pond.picture import prepare_charts
from ripple.app.session import groups
from ripple.app.small_news import small_news
from ripple.app.ui.styles import STYLE
from ripple.app.ui.widgets import apologise
from ripple.app.visitors import bytes_held, let_pages_sleep, member_of, still_in
from ripple.installation import JSON_LOGS, METRICS_PORT
from ripple.web.assets import CompressedAssets
from ripple.web.cookies import CookieRenewal
from ripple.web.endpoint_allowlist import EndpointAllowlist
from ripple.web.error_pages import ErrorPages
from ripple.web.heard_out import HeardOut
from ripple.web.index_page import IndexPage, first_page
from ripple.web.json_logs import write_json_lines
from ripple.web.language_negotiation import LanguageNegotiation
from ripple.web.left_pages import LeftPages
from ripple.web.lifespan import warmed
from ripple.web.log_privacy import keep_words_out_of_the_log
from ripple.web.not_found import NotFound
from ripple.web.organisation_login import CALLBACK, LOGIN, OrganisationLogin
from ripple.web.routes import routes
from ripple.web.same_origin import SameOriginOnly
from ripple.web.security_headers import SecurityHeaders
from ripple.web.startup_checks import contradictions, port_taken
from ripple.web.upload_limits import UploadLimits
from ripple.web.websocket_filter import WebSocketFilter
from ripple.web.websocket_interceptors import WebSocketInterceptors
from ripple.web.websocket_limits import WebSocketLimits

MAIN = Path(__file__).parent / "app" / "main.py"
STREAMLIT = Path(st.__file__).parent / "static"


def behind() -> dict[str, Any]:
    """What stands between a browser and the pages: the arguments of `st.App` besides its script.

    Ends the program, with one sentence, where the keeper set what cannot be.
    """
    for contradiction in contradictions(st.get_option("server.baseUrlPath") or "", os.environ):
        sys.exit(contradiction)
    try:
        keeper()
        signs_in = organisation() is not None  # off unless the keeper filled in who signs people in
    except ValueError as lacks:
        sys.exit(str(lacks))
    keep_words_out_of_the_log()
    if os.environ.get(JSON_LOGS):
        write_json_lines()
    doors = routes(groups, small_news, keeper, first_picture, organisation=signs_in)
    page = first_page(STREAMLIT, STYLE)
    return {
        "routes": doors,
        "middleware": [
            Middleware(LanguageNegotiation),
            Middleware(SecurityHeaders, page=page),
            Middleware(ErrorPages),
            Middleware(SameOriginOnly, names=os.environ.get("RIPPLE_NAMES", "").split()),
            Middleware(EndpointAllowlist, also=(LOGIN, CALLBACK) if signs_in else ()),
            Middleware(NotFound, routes=doors),
            Middleware(UploadLimits, held=bytes_held),
            Middleware(WebSocketInterceptors, kinds=(LeftPages, HeardOut)),
            *_counted(),
            Middleware(WebSocketLimits, member_of=member_of),
            Middleware(WebSocketFilter),
            Middleware(CookieRenewal, still_in=still_in),
            Middleware(IndexPage, page=page),
            Middleware(CompressedAssets, folder=STREAMLIT),
            *([Middleware(OrganisationLogin)] if signs_in else []),
        ],
        "lifespan": warmed(groups, _prepare),
        "on_script_error": apologise,
    }


def _counted() -> list[Middleware]:
    """Let Prometheus read figures on the port, and count pages for it, where the keeper named one."""
    asked = os.environ.get(METRICS_PORT)
    if not asked:
        return []
    from ripple.metrics import export  # who asked for no figures does without
    from ripple.web.counted_pages import CountedPages

    port = int(asked)
    try:
        export(port)
    except (OSError, OverflowError) as taken:
        sys.exit(port_taken(port, taken))
    return [Middleware(CountedPages)]


def _prepare() -> None:
    """What is there before the first visitor."""
    if os.environ.get(METRICS_PORT):
        from ripple.metrics import measured

        measured(groups().log)
    let_pages_sleep()
    prepare_charts()
