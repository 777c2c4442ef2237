from tests.sandbox.fixtures import outside, running_outside

__all__ = ["outside", "running_outside"]
