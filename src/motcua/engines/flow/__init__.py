"""Processes as BPMN 2.0 diagrams: which steps are open, and what follows from an outcome."""
