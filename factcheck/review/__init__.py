"""Reviewers and their answers: sessions, the ledger, what is learnt from it."""
