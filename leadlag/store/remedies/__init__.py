"""What to write instead of a refused cell, worked out from the cell itself; named only where it would then pass.

A remedy is a few details of the problem: `remedy` names the words (`fix.<remedy>`), the others fill them in. An id is
never guessed: only its spelling is corrected.
"""

from leadlag.store.remedies.names import (
    currency_code,
    is_sign_of_money,
    near_id,
    nearest,
    same_address,
    slug,
    web_address,
)
from leadlag.store.remedies.replacement import written
from leadlag.store.remedies.selection import moved, remedy, swapped, write

__all__ = [
    "currency_code",
    "is_sign_of_money",
    "moved",
    "near_id",
    "nearest",
    "remedy",
    "same_address",
    "slug",
    "swapped",
    "web_address",
    "write",
    "written",
]
