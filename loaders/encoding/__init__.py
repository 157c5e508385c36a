"""Plans as people write them: YAML or JSON with English or Chinese keys, to records and back."""

from loaders.encoding.naming import Naming, PlainNaming, TableNaming
from loaders.encoding.read import read_encoding
from loaders.encoding.report import EncodingError
from loaders.encoding.write import write_encoding

__all__ = ["EncodingError", "Naming", "PlainNaming", "TableNaming", "read_encoding", "write_encoding"]
