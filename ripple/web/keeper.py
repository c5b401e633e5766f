"""What whoever runs the app set that cannot be: said at the start, in one sentence."""

from collections.abc import Iterator, Mapping

from ripple.language import gettext as _


def contradictions(base_path: str, environment: Mapping[str, str]) -> Iterator[str]:
    """Why the app cannot run like this, if it cannot."""
    if base_path.strip("/"):
        yield _(
            "The app stands at the root of its address, and server.baseUrlPath is “{path}”. Give it a name "
            "of its own, like kind.school.example, instead of a folder."
        ).format(path=base_path)
    if "*" in environment.get("FORWARDED_ALLOW_IPS", "").replace(" ", "").split(","):
        yield _(
            "FORWARDED_ALLOW_IPS is “*”: everybody could say to come from any address, and no limit would "
            "hold. Name the address or the network of the server in front, like 172.16.0.0/12."
        )
