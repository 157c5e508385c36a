"""govplan: plans of governments as a graph in which every fact leads back to the words it was read from.

`kg.open(location)` opens a store; everything else hangs on what it returns. See docs/how-to/use-from-python.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kg.api import Answer, Findings, NetworkView, Picture, Plans
    from kg.api import open_plans as open  # noqa: A004 (the name that people type; it stands in this module alone)

__version__ = "0.1.0"

# loaded when first named, so that the command line does not pay for them
_PUBLIC: Final = {
    "Answer": "Answer",
    "Findings": "Findings",
    "NetworkView": "NetworkView",
    "Picture": "Picture",
    "Plans": "Plans",
    "open": "open_plans",
}
__all__ = ["Answer", "Findings", "NetworkView", "Picture", "Plans", "__version__", "open"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the module holds)
    if name not in _PUBLIC:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from kg import api  # noqa: PLC0415 (the same)

    return getattr(api, _PUBLIC[name])


def __dir__() -> list[str]:
    return sorted(__all__)
