"""Vector spaces by elimination: independence, spans, bases, coordinates, sums and intersections (book: chapter 2)."""
