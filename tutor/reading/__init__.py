"""What a person typed, as `Written`: the whole text is read, or it is refused with place, reason and repair.

No text is ever run as code. Reading costs linear time, and its limits (`tutor.reading.limits`) come before all else.

====================  ===================================================
`read`                one expression, relation or collection
`read_system`         a linear system: equations, a matrix, rows of numbers
`read_probability`    given and asked probabilities
`unframed`            an answer without the sentence around it
`take_unit`           a number without its unit
`take_ratio`          ``3:4`` and the time of day as numbers
`take_label`          what stands before an answer: ``f'(x) =``
`untex`               an answer without the layout of LaTeX
`plain_name`          a name without LaTeX, Greek letters in words
`suggest`             the nearest known word, for 'did you mean'
====================  ===================================================

What juxtaposition, ``1/2x``, ``sin 2x`` and unknown words mean is written down in `tutor.reading.grammar`.
"""

from tutor.reading.around import Framed, unframed
from tutor.reading.grammar import read
from tutor.reading.labels import Label, plain_name, take_label
from tutor.reading.probability import read_probability
from tutor.reading.systems import LinearSystem, read_system
from tutor.reading.units import Measured, take_ratio, take_unit
from tutor.reading.untex import untex
from tutor.reading.words import suggest

__all__ = [
    "Framed",
    "Label",
    "LinearSystem",
    "Measured",
    "plain_name",
    "read",
    "read_probability",
    "read_system",
    "suggest",
    "take_label",
    "take_ratio",
    "take_unit",
    "unframed",
    "untex",
]
