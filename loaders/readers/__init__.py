"""One reader per format: bytes into the one document model."""
