"""Everything that runs beside the student's code. Nothing in here knows an expected value, and the host trusts nothing
that comes out of it."""
