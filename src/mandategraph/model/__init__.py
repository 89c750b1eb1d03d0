"""Plain values: what a resolution consists of and what is read in it."""

from mandategraph.model.document import (
    DocumentKind,
    Hyperlink,
    Lead,
    NoteReference,
    Provision,
    ProvisionKind,
    Resolution,
    SourceFile,
)
from mandategraph.model.metadata import AgendaItem, Conflict, Metadata, Outcome, Subject, Vote
from mandategraph.model.statement import (
    Citation,
    Evidence,
    InternalReference,
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
    "AgendaItem",
    "Citation",
    "Conflict",
    "DocumentKind",
    "Evidence",
    "Hyperlink",
    "InternalReference",
    "Lead",
    "Mandate",
    "Mention",
    "Metadata",
    "Method",
    "NoteReference",
    "Outcome",
    "Provision",
    "ProvisionKind",
    "Renaming",
    "ReportedAct",
    "Resolution",
    "Scope",
    "SourceFile",
    "Statement",
    "Status",
    "Subject",
    "Vote",
]
