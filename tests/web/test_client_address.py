from ripple.web.client_address import client_address


def test_a_household_s_addresses_count_as_one() -> None:
    assert client_address({"client": ("2001:db8::1", 50_000)}) == client_address(
        {"client": ("2001:db8::2", 1)}
    )
    assert client_address({"client": ("192.0.2.1", 50_000)}) == "192.0.2.1"


def test_who_has_no_address_is_this_machine() -> None:
    assert client_address({"client": None}) == client_address({}) == "this machine"
