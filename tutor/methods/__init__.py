"""Worked methods by topic: each returns the value and the steps that made it, and owns the program for it.

A module whose docstring has a line ``Example: tutor solve NAME …`` is a method; its name is the name of the file. Other
modules hold what methods share. Listings read the first lines of the files and import nothing.
"""
