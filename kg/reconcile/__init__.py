"""Asking services that speak the Reconciliation Service API which of their things an entity is."""
