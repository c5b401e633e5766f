"""What Windows lacks is asked for where it is needed: no module fails to be imported there."""

from tests.store.programs import results_of, started


def test_every_module_can_be_imported_without_posix():
    program = """
        import importlib, pkgutil
        for missing in ("resource", "fcntl"):
            sys.modules[missing] = None
        import ripple
        for module in pkgutil.walk_packages(ripple.__path__, "ripple."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
        print("all are here")
    """
    assert results_of(started(program)).splitlines()[-1] == "all are here"
