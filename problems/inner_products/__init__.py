"""Problems about inner products and norms."""
