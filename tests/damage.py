"""Bytes that damage a CSV: what files pick up on their way through editors, mail and spreadsheets."""

from hypothesis import strategies as st

DAMAGE = st.sampled_from(
    [b",", b";", b'"', b"\n", b"\r", b"\0", b"'", b"=", b"\xa0", b"\xff", "，".encode(), "\u00a0".encode()]
)
