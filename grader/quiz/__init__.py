"""Quizzes: a bank of questions whose answers are computed, a variant for each student, and marking.

    bank       assignments/<unit>/quiz/ → Questions
    drawing    what the functions beside them use
    variants   a Question and a seed → what a student is asked, and the key to it
    issuing    which questions under which name to whom, and the secret
    papers     the files that students get and hand in
    form       a paper as a page that works offline; taking: the same in a terminal
    marking    an answer and a key → points, the mistake, what to say
    grading    the quizzes in what a class hands in
    formats    export to and import from learning management systems

What students get (`Asked`) and what marks it (`Key`) part in `model`, and never travel together but for practice.
"""

from __future__ import annotations

from grader.quiz.drawing import apart, distinct, told_apart
from grader.quiz.model import Drawn

__all__ = ["Drawn", "apart", "distinct", "told_apart"]
