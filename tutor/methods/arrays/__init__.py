"""Small programs with arrays: their operations, what they give, and what they are mistaken for."""
