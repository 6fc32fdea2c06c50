"""All statements; a stored problem names one by its place, so new ones are added at the end."""

from __future__ import annotations

from tutor.methods.statements.algebra import ALGEBRA
from tutor.methods.statements.false import FALSE
from tutor.methods.statements.spectra import SPECTRA
from tutor.methods.statements.true import TRUE

STATEMENTS = FALSE + TRUE + ALGEBRA + SPECTRA
