"""Every exception of the tutor; each says whose fault it is.

::

    TutorError
    ├── BankError            the bank's: two roads disagree, a step is false; names family, level and seed
    │   └── FamilyError      the bank's: a family cannot draw (a range is too narrow, a field is missing)
    ├── InputError           the caller's: an unknown name, a bad option, a file that is not what it should be
    │   └── TooLarge         the caller's: computing this would cost more than the limits allow
    └── Unreadable           the text that a person typed cannot be read; says where, what and how to mend it
"""

from __future__ import annotations


class TutorError(Exception):
    """The root of the tree in the module's docstring."""


class BankError(TutorError):
    """A problem of the bank contradicts itself: a bug, never redrawn away."""


class FamilyError(BankError):
    """A family cannot make the problem that was asked of it."""


class InputError(TutorError):
    """The caller asked for something that cannot be done; the message names culprit, value and way out."""


class TooLarge(InputError):
    """A value whose computation would be larger than the limits allow."""


class Unreadable(TutorError):
    """A text that cannot be read as a whole.

    Parameters
    ----------
    message : str
        What was met and what would be expected.
    text : str
        The text that was read.
    at : int
        Offset (0-based) of the first bad character in `text`.
    hint : str
        The likely repair, or "".

    Examples
    --------
    >>> print(Unreadable("a bracket is not closed", "2*(x+1", 2).caret())
    2*(x+1
      ^
    """

    def __init__(self, message: str, text: str = "", at: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.text = text
        self.at = at
        self.hint = hint

    def caret(self) -> str:
        """The text with a caret under the bad character (a window of it if it is long)."""
        start = max(0, self.at - 40)
        window = self.text[start : start + 70].replace("\n", " ").replace("\t", " ")
        return f"{window}\n{' ' * (self.at - start)}^"
