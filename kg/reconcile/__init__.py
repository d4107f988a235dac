"""Asking services that speak the Reconciliation Service API which of their things an entity is.

What they answer are proposals: they wait in the graph's folder until a person takes or refuses them (:mod:`kg.review`).
"""

from __future__ import annotations

from kg.reconcile.client import Limits
from kg.reconcile.proposals import PROPOSALS_NAME, Proposal, read_proposals
from kg.reconcile.run import Reconciled, reconcile

__all__ = ["PROPOSALS_NAME", "Limits", "Proposal", "Reconciled", "read_proposals", "reconcile"]
