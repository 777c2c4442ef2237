"""The legal clock: a pure function of events, policy and calendar (docs/law/legal-clock.md)."""
