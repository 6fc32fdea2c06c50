"""Are two values equal? Refuted with a counter-example, proved, sampled, or not decided.

Roads, cheapest first; all of them are bounded and none needs SymPy:

1. numbers and matrices of rationals and square roots: computed exactly and compared;
2. polynomials, and rational functions of one variable: two that agree at more points than the degree of their
   difference allows zeros are equal, which is a proof;
3. points of the domain, in 40 digits and more: a difference that stays when digits are added refutes, and so does a
   point where one side is real and the other is not;
4. a normal form: rational functions of atoms such as √2, π, e^x, ln x, |x|, with sines and cosines as exponentials;
   two that agree as such are proved equal, by then confirmed at points;
5. numbers of roots, sines and cosines: closer to 0 than any other such number can be is 0, which is a proof;
6. agreement at six points or more, and at one of them to 80 digits: ``sampled``;
7. what is left is undecided, or asked of a process of its own, under a budget of time and memory (`patience`).

All comparisons of one verdict together end in its time (`within`); what comes too late is undecided.
"""

from __future__ import annotations

from tutor.equality.deadline import BUDGET, patience, within
from tutor.equality.decide import equal, exactly
from tutor.equality.domain import ANYWHERE, POINTS, Domain, points
from tutor.equality.sampling import close, high_precision

__all__ = [
    "ANYWHERE",
    "BUDGET",
    "POINTS",
    "Domain",
    "close",
    "equal",
    "exactly",
    "high_precision",
    "patience",
    "points",
    "within",
]
