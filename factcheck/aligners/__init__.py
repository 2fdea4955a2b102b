"""Models and rules that say whether two statements exclude each other: one file a member, found by being here."""
