"""The NumPy programs beside a differentiation: the function, its derivative by hand, and central differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tutor.methods.derivatives.domain import round_points
from tutor.methods.source import identifier, needs_math, numpy_source
from tutor.written import Written, names


def header(*expressions: Written) -> str:
    """The imports that the expressions need."""
    return ("import math\n\n" if needs_math(*expressions) else "") + "import numpy as np\n"


def function(name: str, variables: Sequence[str], w: Written) -> str:
    """A Python function; a constant is spread over the shape of its argument."""
    parameters = ", ".join(identifier(v) for v in variables)
    body = numpy_source(w)
    if not names(w):
        body = f"{body} + 0 * {identifier(variables[0])}"
    return f"\n\ndef {name}({parameters}):\n    return {body}\n"


def derivative_program(f: Written, derivatives: Sequence[Written], x: str, at: Written | None) -> str:
    """f, its derivatives up to the order asked, and central differences of the last but one as a check."""
    others = sorted(names(f) - {x})
    variables = [x, *others]
    primes = ["f", "df", "d2f", "d3f"]
    labels = [primes[k] if k < len(primes) else f"d{k}f" for k in range(len(derivatives) + 1)]
    text = header(f, *derivatives, *([at] if at else []))
    for label, w in zip(labels, (f, *derivatives), strict=True):
        text += function(label, variables, w)
    places = round_points([f, *derivatives], variables)
    lines = ["", ""]
    if at is not None and not others:
        lines.append(f"{identifier(x)} = {_float(at)}")
    else:
        lines += [f"{identifier(v)} = np.array({list(place)})" for v, place in zip(variables, places, strict=True)]
    arguments = ", ".join(identifier(v) for v in variables)
    rest = "".join(f", {identifier(v)}" for v in others)
    before, last = labels[-2:]
    step = f"({before}({identifier(x)} + h{rest}) - {before}({identifier(x)} - h{rest})) / (2 * h)"
    lines += ["h = 1e-6", f"print({step})  # central differences: nearly the same"]
    if at is not None and not others:
        lines += [f"answer = {last}({arguments})", "print(answer)"]
    else:
        lines += [f"answer = {last}", f"print(answer({arguments}))"]
    return text + "\n".join(lines) + "\n"


def _float(w: Written) -> str:
    """A number that is a float in NumPy too: 2 becomes 2.0."""
    text = numpy_source(w)
    return f"{text}.0" if text.lstrip("-").isdigit() else text


def _difference(variables: Sequence[str], v: str) -> str:
    ahead = ", ".join(identifier(u) + (" + h" if u == v else "") for u in variables)
    behind = ", ".join(identifier(u) + (" - h" if u == v else "") for u in variables)
    return f"(f({ahead}) - f({behind})) / (2 * h)"


def _places(functions: Sequence[Written], variables: Sequence[str], at: Mapping[str, Written] | None) -> list[str]:
    if at is not None:
        return [f"{identifier(v)} = {_float(at[v])}" for v in variables]
    places = round_points(functions, variables)
    return [f"{identifier(v)} = np.array({list(p)})" for v, p in zip(variables, places, strict=True)]


def partial_program(
    f: Written, by: Sequence[str], partials: Sequence[Written], at: Mapping[str, Written] | None
) -> str:
    """f, one function for each partial derivative, and central differences in that variable alone."""
    variables = sorted(names(f) | set(by))
    text = header(f, *partials, *(at or {}).values()) + function("f", variables, f)
    for v, d in zip(by, partials, strict=True):
        text += function(f"f_{v}", variables, d)
    arguments = ", ".join(map(identifier, variables))
    lines = ["", "", *_places([f, *partials], variables, at), "h = 1e-6"]
    lines += [f"print({_difference(variables, v)})  # nearly f_{v}({arguments})" for v in by]
    call = f"({arguments})" if at is not None else ""
    if len(by) == 1:
        lines.append(f"answer = f_{by[0]}{call}")
    else:
        lines.append("answer = {" + ", ".join(f'"f_{v}": f_{v}{call}' for v in by) + "}")
    lines.append("print(answer)" if at is not None or len(by) > 1 else f"print(answer({arguments}))")
    return text + "\n".join(lines) + "\n"


def gradient_program(
    f: Written, by: Sequence[str], partials: Sequence[Written], at: Sequence[Written] | None, convention: str
) -> str:
    """f, its gradient as a function, and central differences for each variable."""
    place = dict(zip(by, at, strict=True)) if at is not None else None
    return (
        _gradient_head(f, by, partials, place, convention)
        + "\n".join(
            [f"answer = gradient({', '.join(map(identifier, by))})", "print(answer)"]
            if at is not None
            else ["answer = gradient", f"print(answer({', '.join(map(identifier, by))}))"]
        )
        + "\n"
    )


def _gradient_head(
    f: Written, by: Sequence[str], partials: Sequence[Written], at: Mapping[str, Written] | None, convention: str
) -> str:
    x = identifier(by[0])
    rows = [numpy_source(d) + ("" if names(d) or at is not None else f" + 0 * {x}") for d in partials]
    inner = _array(rows if convention == "row" else [f"[{r}]" for r in rows], "[[]]" if convention == "row" else "[]")
    arguments = ", ".join(map(identifier, by))
    text = header(f, *partials, *(at or {}).values()) + function("f", by, f)
    text += f"\n\ndef gradient({arguments}):\n    return np.array({inner})\n"
    lines = ["", "", *_places([f, *partials], by, at), "h = 1e-6"]
    lines += [f"print({_difference(by, v)})  # nearly entry {i}" for i, v in enumerate(by, 1)]
    return text + "\n".join(lines) + "\n"


def _array(items: Sequence[str], brackets: str) -> str:
    """The entries on one line if it stays short, else each on its own."""
    half = len(brackets) // 2
    if len(", ".join(items)) <= 80:
        return brackets[:half] + ", ".join(items) + brackets[half:]
    return brackets[:half] + "".join(f"\n        {i}," for i in items) + "\n    " + brackets[half:]


def directional_program(
    f: Written,
    by: Sequence[str],
    partials: Sequence[Written],
    at: Sequence[Written],
    direction: Sequence[Written] | None,
) -> str:
    """The gradient at the point, the unit vector, and their product; or the length of the gradient."""
    text = _gradient_head(f, by, partials, dict(zip(by, at, strict=True)), "row")
    arguments = ", ".join(map(identifier, by))
    if direction is None:
        return text + f"g = gradient({arguments})\nanswer = np.sqrt(np.sum(g**2))\nprint(answer)\n"
    lines = [
        f"v = np.array([{', '.join(_float(c) for c in direction)}])",
        "u = v / np.sqrt(np.sum(v**2))  # unit vector",
        f"answer = (gradient({arguments}) @ u)[0]",
        "print(answer)",
    ]
    return text + "\n".join(lines) + "\n"
