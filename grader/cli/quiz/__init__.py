"""The commands of `grader quiz`, one file each."""
