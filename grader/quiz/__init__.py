"""Quizzes: a bank of questions whose answers are computed, a variant for each student, and marking.

    bank       assignments/<unit>/quiz/ → Questions
    variants   a Question and a seed → what a student is asked, and the key to it
    papers     the questions that one student gets, as JSON or as an HTML form
    answers    the file that comes back
    marking    an answer and a key → points, the mistake, what to say

What students get (`Asked`) and what marks it (`Key`) part in `model`, and never travel together but for practice.
"""

from __future__ import annotations

from grader.quiz.model import Drawn

__all__ = ["Drawn"]
