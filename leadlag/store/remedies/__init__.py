"""What to write instead of a refused cell, worked out from the cell itself; named only where it would then pass.

A remedy is a few details of the problem: `remedy` names the words (`fix.<remedy>`), the others fill them in.
"""

from leadlag.store.remedies.choosing import moved, remedy, swapped, write
from leadlag.store.remedies.names import currency_code, nearest, web_address

__all__ = ["currency_code", "moved", "nearest", "remedy", "swapped", "web_address", "write"]
