import pytest

from motcua.kit.one_by_one import one_by_one


def test_one_that_fails_holds_up_no_other_and_is_not_forgotten():
    done = []

    def act(number):
        if number % 2:
            raise ValueError(number)
        done.append(number)
        return number

    with pytest.raises(ExceptionGroup) as told:
        one_by_one(act, range(5))

    assert done == [0, 2, 4]
    assert [str(one) for one in told.value.exceptions] == ["1", "3"]
    assert one_by_one(act, [2, 4]) == [2, 4]
