"""Files beyond an address's measure, and beyond what there is room for, are refused."""

import pytest
from limits import parse
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ripple.actions.rate_limits import UPLOADING
from ripple.web.upload_limits import ROOM, UPLOADS, UploadLimits


async def keep(request: Request) -> Response:
    return PlainTextResponse("kept")


@pytest.fixture
def held() -> list[int]:
    """How many bytes are kept: the last of them."""
    return [0]


@pytest.fixture
def client(held: list[int]) -> TestClient:
    routes = [Route("/{path:path}", keep, methods=["PUT", "GET"])]
    middleware = [Middleware(UploadLimits, held=lambda: held[-1])]
    return TestClient(Starlette(routes=routes, middleware=middleware))


def test_file_after_file_is_slowed_down(client: TestClient) -> None:
    measure = parse(UPLOADING.address.split(";")[0]).amount
    assert [client.put(f"{UPLOADS}me/{n}").status_code for n in range(measure)] == [200] * measure
    refused = client.put(f"{UPLOADS}me/more")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.text.startswith("That was a lot in a short time.")
    assert client.get("/").status_code == 200


def test_there_is_room_for_so_many_files_of_everybody(client: TestClient, held: list[int]) -> None:
    held.append(ROOM + 1)
    refused = client.put(f"{UPLOADS}me/1")
    assert (refused.status_code, "retry-after" in refused.headers) == (503, True)
    assert client.get("/").status_code == 200
    held.append(ROOM)
    assert client.put(f"{UPLOADS}me/1").status_code == 200
