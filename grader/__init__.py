"""Automated grading for deep-learning courses. `grader.cli` is the way in; `grader.pipeline` tells the story."""

__version__ = "0.1.0"
