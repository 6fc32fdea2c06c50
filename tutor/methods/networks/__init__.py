"""Small neural networks by hand."""
