"""The language server: findings where the draft is written, in any editor that speaks LSP."""
