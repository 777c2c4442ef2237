from tests.directory.conftest import province

__all__ = ["province"]
