"""One rule, one module, one id: what is read from a document."""
