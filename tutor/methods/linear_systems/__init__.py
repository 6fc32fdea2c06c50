"""Linear systems: row reduction, back substitution, the whole solution set, and cases by a parameter."""
