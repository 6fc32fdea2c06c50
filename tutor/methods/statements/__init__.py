"""Statements that are true or false, with reasons that can be executed."""
