"""Where graphs are kept: one small protocol, three backends, one function that opens them."""

from kg.store.base import DUMP_FORMATS, DumpFormat, Loaded, Mode, Store, dump, select
from kg.store.opening import RDF_SUFFIXES, check_place, open_store
from kg.store.rdf import Answer, Blank, Iri, Literal, Rows, Term, Triples, Value, python_value

__all__ = [
    "DUMP_FORMATS",
    "RDF_SUFFIXES",
    "Answer",
    "Blank",
    "DumpFormat",
    "Iri",
    "Literal",
    "Loaded",
    "Mode",
    "Rows",
    "Store",
    "Term",
    "Triples",
    "Value",
    "check_place",
    "dump",
    "open_store",
    "python_value",
    "select",
]
