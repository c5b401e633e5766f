"""What whoever runs the app set that cannot be: said at the start, in one sentence."""

from collections.abc import Iterator, Mapping

from ripple.language import gettext as _

STARTING = ("", "everybody", "keeper")  # what RIPPLE_STARTING may say
NUMBERS = ("RIPPLE_MOST_GROUPS", "RIPPLE_MOST_MB", "RIPPLE_METRICS_PORT")


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
    if (starting := environment.get("RIPPLE_STARTING", "")) not in STARTING:
        yield _("RIPPLE_STARTING is “{said}”; it can be everybody or keeper.").format(said=starting)
    for name in NUMBERS:
        if not (said := environment.get(name) or "0").isdecimal():
            yield _("{name} is “{said}”; it has to be a number.").format(name=name, said=said)


def port_taken(port: int, why: Exception) -> str:
    """Why the figures cannot be read on the port."""
    reason = getattr(why, "strerror", None) or str(why)
    return _("Port {port} cannot be used for figures: {reason}.").format(port=port, reason=reason)
