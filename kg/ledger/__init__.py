"""The responsibility ledger (责任台账): who does what by when, as supervision offices keep it."""

from kg.ledger.docx import write_docx
from kg.ledger.model import BY, By, Ledger, LedgerRow, LedgerSheet, build_ledger
from kg.ledger.xlsx import write_xlsx

__all__ = ["BY", "By", "Ledger", "LedgerRow", "LedgerSheet", "build_ledger", "write_docx", "write_xlsx"]
