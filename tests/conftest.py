"""How every test runs."""

from hypothesis import settings

# No deadline: a busy machine is not a bug. The same examples everywhere: what passes here passes there.
settings.register_profile("ripple", deadline=None, derandomize=True, database=None)
settings.load_profile("ripple")
