"""Precision, recall and their like from a confusion matrix.

Built backwards: precision and recall are small fractions, the four counts are whole multiples that fit them, and all
cases together are a round number. Level 1 asks for precision, recall and accuracy; level 2 has larger counts, may have
the true classes in the columns, and asks for the specificity and the F1 score too.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Self

import numpy as np

from tutor.answers import Part, Parts, exact_number
from tutor.chance import Draw
from tutor.claims import Equal
from tutor.problem import Misconception, family
from tutor.step import Solution, Step
from tutor.text import Text, paragraphs, say
from tutor.written import Op, Words, number

STORIES = (
    ("A classifier has judged {n} e-mails to be spam or wanted.", "spam", "wanted"),
    ("A medical test has judged {n} people to be ill or healthy.", "ill", "healthy"),
    ("A camera has judged {n} screws to be broken or sound.", "broken", "sound"),
    ("A classifier has judged {n} payments to be fraudulent or honest.", "fraudulent", "honest"),
    ("A network has judged {n} photographs to show a cat or no cat.", "cat", "no cat"),
    ("A model has predicted for {n} customers whether they will leave or stay.", "leaving", "staying"),
)


@family(
    source="MML 8.2",
    levels=2,
    marks=4,
    typing="precision = 5/11; recall = 10/11; …",
    space=(700, 2_000),
)
class PrecisionRecall:
    """Compute measures of a classifier from its four counts.

    >>> PrecisionRecall(story=0, tp=6, fp=2, fn=4, tn=8, truth_in_rows=True, more=False).answer().typed()
    'precision = 3/4; recall = 3/5; accuracy = 7/10'
    """

    story: int
    tp: int
    fp: int
    fn: int
    tn: int
    truth_in_rows: bool
    more: bool

    @classmethod
    def draw(cls, draw: Draw, level: int) -> Self:
        tp, fp, fn, n = draw.until(lambda: _counts(draw, level), lambda c: _differ(*c))
        return cls(
            story=draw.below(len(STORIES)),
            tp=tp,
            fp=fp,
            fn=fn,
            tn=n - tp - fp - fn,
            truth_in_rows=level == 1 or draw.coin(),
            more=level == 2,
        )

    @property
    def _total(self) -> int:
        return self.tp + self.fp + self.fn + self.tn

    def statement(self) -> Text:
        opening, positive, negative = STORIES[self.story]
        measures = "precision and recall"
        if self.more:
            measures = "precision, recall, specificity and F1 score (call it F1)"
        return paragraphs(
            say(opening, n=self._total)
            + say(" This is the confusion matrix:")
            + say("{table}", table=self._table(positive, negative)),
            say(
                "Find {what} for the class ‘{positive}’, and the accuracy, as fractions (they need not be in lowest "
                "terms).",
                what=measures,
                positive=positive,
            ),
        )

    def _table(self, positive: str, negative: str) -> Op:
        rows: tuple[tuple[int, int], ...] = ((self.tp, self.fn), (self.fp, self.tn))
        side, top = "truly", "predicted"
        if not self.truth_in_rows:
            rows, side, top = ((self.tp, self.fp), (self.fn, self.tn)), top, side
        head = Op("row", (Words(""), Words(f"{top} {positive}"), Words(f"{top} {negative}")))
        body = (
            Op("row", (Words(f"{side} {name}"), *(number(k) for k in row)))
            for name, row in zip((positive, negative), rows, strict=True)
        )
        return Op("table", (head, *body))

    def answer(self) -> Parts:
        precision, recall = Fraction(self.tp, self.tp + self.fp), Fraction(self.tp, self.tp + self.fn)
        accuracy = Fraction(self.tp + self.tn, self._total)
        if not self.more:
            return _parts(precision=precision, recall=recall, accuracy=accuracy)
        return _parts(
            precision=precision,
            recall=recall,
            specificity=Fraction(self.tn, self.tn + self.fp),
            F1=2 * precision * recall / (precision + recall),
            accuracy=accuracy,
        )

    def symbolic(self) -> Parts:
        import sympy as sp

        tp, fp, fn, tn = map(sp.Integer, (self.tp, self.fp, self.fn, self.tn))
        found = {"precision": 1 - fp / (tp + fp), "recall": 1 - fn / (tp + fn)}
        if self.more:
            found["specificity"] = 1 - fp / (tn + fp)
            f = sp.Symbol("f")
            found["F1"] = sp.solve(1 / found["precision"] + 1 / found["recall"] - 2 / f, f)[0]
        found["accuracy"] = 1 - (fp + fn) / (tp + fp + fn + tn)
        return _parts(**{name: Fraction(int(q.p), int(q.q)) for name, q in found.items()})

    @staticmethod
    def numeric(tp: int, fp: int, fn: int, tn: int, more: bool) -> Any:
        truth = np.repeat([1, 0, 1, 0], [tp, fp, fn, tn])
        predicted = np.repeat([1, 1, 0, 0], [tp, fp, fn, tn])
        found = {
            "precision": np.mean(truth[predicted == 1]),
            "recall": np.mean(predicted[truth == 1]),
            "accuracy": np.mean(truth == predicted),
        }
        if more:
            found["specificity"] = np.mean(predicted[truth == 0] == 0)
            found["F1"] = statistics.harmonic_mean([float(found["precision"]), float(found["recall"])])
        return found

    def solution(self) -> Solution:
        _, positive, negative = STORIES[self.story]
        tp, fp, fn, tn = (number(k) for k in (self.tp, self.fp, self.fn, self.tn))
        value = {p.name: p.answer.written() for p in self.answer().parts}
        steps = [
            Step(
                say("Precision: of all that is predicted ‘{p}’, the share that truly is.", p=positive),
                Equal(left=tp / (tp + fp), result=value["precision"]),
                question=say("Out of how many cases is the precision a share?"),
            ),
            Step(
                say("Recall: of all that truly is ‘{p}’, the share that is found.", p=positive),
                Equal(left=tp / (tp + fn), result=value["recall"]),
                question=say("Out of how many cases is the recall a share?"),
            ),
        ]
        if self.more:
            steps.append(
                Step(
                    say("Specificity: of all that truly is ‘{q}’, the share that is predicted so.", q=negative),
                    Equal(left=tn / (tn + fp), result=value["specificity"]),
                )
            )
        steps.append(
            Step(
                say("Accuracy: of all cases, the share on the diagonal of the table."),
                Equal(left=(tp + tn) / number(self._total), result=value["accuracy"]),
            )
        )
        if self.more:
            product = number(2) * value["precision"] * value["recall"]
            steps.append(
                Step(
                    say("The F1 score is the harmonic mean of precision and recall: twice the product over the sum."),
                    Equal(left=product / (value["precision"] + value["recall"]), result=value["F1"]),
                    question=say("Which mean of precision and recall is the F1 score?"),
                )
            )
        return Solution(
            method="confusion matrix",
            given=self.statement(),
            steps=tuple(steps),
            answer=self.answer().written(),
            code=_code(self.tp, self.fp, self.fn, self.tn, self.more),
        )

    def misconceptions(self) -> Iterator[Misconception]:
        tp, fp, fn, tn, n = self.tp, self.fp, self.fn, self.tn, self._total
        precision, recall = Fraction(tp, tp + fp), Fraction(tp, tp + fn)

        def mistake(part: str, name: str, value: Fraction, words: str) -> Misconception:
            return Misconception(name, exact_number(value), say(words), part=part)

        over_all = "Not all cases belong below the line: each measure looks at one group of cases only."
        yield mistake(
            "precision",
            "recall-for-precision",
            recall,
            "Yours is the recall. Precision starts from the predictions: how many of the positive ones are right?",
        )
        yield mistake("precision", "precision-out-of-all-cases", Fraction(tp, n), over_all)
        yield mistake(
            "precision",
            "precision-counts-the-mistakes",
            Fraction(fp, tp + fp),
            "This is the share of false alarms among the predictions; precision counts the right ones.",
        )
        yield mistake(
            "recall",
            "precision-for-recall",
            precision,
            "Yours is the precision. Recall starts from the truth: how many of the positive cases are found?",
        )
        yield mistake("recall", "recall-out-of-all-cases", Fraction(tp, n), over_all)
        yield mistake(
            "recall",
            "recall-counts-the-missed",
            Fraction(fn, tp + fn),
            "This is the share of the positive cases that are missed; recall counts those that are found.",
        )
        yield mistake(
            "accuracy",
            "accuracy-without-true-negatives",
            Fraction(tp, n),
            "A negative case that is predicted negative is right as well: count both cells of the diagonal.",
        )
        if self.more:
            yield mistake(
                "specificity",
                "specificity-among-predictions",
                Fraction(tn, tn + fn),
                "Specificity starts from the truth: of the cases that are truly negative, how many are predicted so?",
            )
            yield mistake(
                "specificity",
                "false-positive-rate-for-specificity",
                Fraction(fp, tn + fp),
                "This is the rate of false alarms; specificity is the share of negative cases without one.",
            )
            yield mistake(
                "F1",
                "arithmetic-mean-for-f1",
                (precision + recall) / 2,
                "The F1 score is the harmonic mean of precision and recall, not the ordinary one.",
            )


def _parts(**values: Fraction) -> Parts:
    return Parts(tuple(Part(name, exact_number(q)) for name, q in values.items()))


TOTALS = ((40, 50, 60, 80, 90, 100, 120, 150, 160, 200), (120, 150, 200, 250, 300, 400, 500))
SHARES = tuple(
    tuple((a, b) for b in range(3, high) for a in range((b + 1) // 2, b) if math.gcd(a, b) == 1) for high in (7, 10)
)


def _counts(draw: Draw, level: int) -> tuple[int, int, int, int]:
    """True positives, false positives, false negatives, all: precision a/b and recall c/d are chosen first."""
    (a, b), (c, d) = draw.sample(SHARES[level - 1], 2)
    tp = math.lcm(a, c)
    fp, fn = tp * (b - a) // a, tp * (d - c) // c
    total = draw.choice([t for t in TOTALS[level - 1] if 5 * (tp + fp + fn) <= 3 * t])
    times = draw.integer(1, 3 * total // (5 * (tp + fp + fn)))
    return times * tp, times * fp, times * fn, total


def _differ(tp: int, fp: int, fn: int, n: int) -> bool:
    return len({tp, fp, fn, n - tp - fp - fn}) == 4


def _code(tp: int, fp: int, fn: int, tn: int, more: bool) -> str:
    extra = '\nanswer["specificity"] = tn / (tn + fp)\nanswer["F1"] = 2 / (1 / precision + 1 / recall)' if more else ""
    return f"""tp, fp, fn, tn = {tp}, {fp}, {fn}, {tn}
precision = tp / (tp + fp)
recall = tp / (tp + fn)
answer = {{"precision": precision, "recall": recall, "accuracy": (tp + tn) / (tp + fp + fn + tn)}}{extra}
print(answer)
"""
