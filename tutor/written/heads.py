"""The heads of `Op`, in groups."""

from __future__ import annotations

FUNCTIONS = frozenset(
    ("sqrt", "exp", "ln", "log", "abs", "sign", "floor", "ceil", "sigmoid", "relu", "Phi", "erf")
    + ("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan")
    + ("sinh", "cosh", "tanh", "arsinh", "arcosh", "artanh")
    + ("det", "trace", "rank", "norm", "transpose")
)
CONSTANTS = frozenset(("pi", "e", "i", "inf", "empty"))
RELATIONS = frozenset(("=", "!=", "<", "<=", ">", ">=", "≈"))
BLOCKS = frozenset(("system", "table", "tree", "options", "code", "lines"))  # layouts that stand on lines of their own
