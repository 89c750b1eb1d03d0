"""Plain values: what a resolution consists of and what is read in it."""

from mandategraph.model.document import Lead, NoteReference, Provision, ProvisionKind, Resolution, SourceFile
from mandategraph.model.statement import (
    Citation,
    Evidence,
    Mandate,
    Mention,
    Method,
    Renaming,
    ReportedAct,
    Scope,
    Statement,
    Status,
)

__all__ = [
    "Citation",
    "Evidence",
    "Lead",
    "Mandate",
    "Mention",
    "Method",
    "NoteReference",
    "Provision",
    "ProvisionKind",
    "Renaming",
    "ReportedAct",
    "Resolution",
    "Scope",
    "SourceFile",
    "Statement",
    "Status",
]
