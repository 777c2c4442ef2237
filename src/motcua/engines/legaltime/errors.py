"""What the engine refuses."""


class LegalTimeError(ValueError):
    code = "legaltime.error"


class NaiveMomentError(LegalTimeError):
    """A moment without a time zone can mean two different days."""

    code = "legaltime.naive_moment"

    def __init__(self, moment: object) -> None:
        super().__init__(f"Thời điểm {moment} thiếu múi giờ; hãy ghi kèm, ví dụ +07:00.")


class PolicyError(LegalTimeError):
    """The clock policy of a procedure file is wrong; `path` says where."""

    code = "legaltime.policy"

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path}: {problem}")
