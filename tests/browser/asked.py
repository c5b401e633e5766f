"""What a page asks its server for, in a line each: with it a test that failed by luck shows what happened."""

from datetime import UTC, datetime

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg


def line_of(frame: str | bytes) -> str:
    """When a frame was sent, and for what: a run of the page or of one part, and what was pressed in it."""
    at = datetime.now(UTC).strftime("%H:%M:%S.%f")[:-3]
    try:
        said = BackMsg.FromString(frame.encode() if isinstance(frame, str) else frame)
    except DecodeError:
        return f"{at} {len(frame)} bytes"
    if not said.HasField("rerun_script"):
        return f"{at} {said.WhichOneof('type')}"
    run = said.rerun_script
    states = run.widget_states.widgets
    pressed = [one.id for one in states if str(one.WhichOneof("value")).endswith("trigger_value")]
    return " ".join([at, run.fragment_id or f"page {run.page_script_hash}", *pressed])
