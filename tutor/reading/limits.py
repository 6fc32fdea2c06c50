"""How much text is read at all; these limits stand before any other work."""

MAX_LENGTH = 10_000  # characters of one answer
MAX_SYSTEM_LENGTH = 1_000_000  # characters of a linear system, which may be a large matrix from a file
MAX_DEPTH = 100  # of nested brackets, and of the tree that is read
MAX_CALLS = 160  # of the parser inside itself: some three Python frames each
MAX_DIGITS = 1_000  # of one number
MAX_REPEATING = 60  # characters of a repeating decimal
MAX_NODES = 20_000  # of the tree that is read
MAX_ENTRIES = 10_000  # of one matrix
MAX_VARIABLES = 1_000  # of one linear system
MAX_DEGREE = 20  # of a power that is multiplied out in a linear system
MAX_TERMS = 200  # of a coefficient with parameters
