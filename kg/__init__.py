"""govplan: plans of governments as a graph in which every fact leads back to the words it was read from."""

__version__ = "0.1.0"
