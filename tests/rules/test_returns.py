"""What may become of a Word file that came back."""

import pytest

from frankpledge.answering.returns.rules import may_accept, may_settle


@pytest.mark.parametrize(("state", "told"), [("accepted", "accepted"), ("refused", "put aside")])
def test_a_settled_file_is_settled(state, told):
    assert f"has been {told} already" in may_settle(state).reason
    assert not may_accept(state, changes=True, mistakes=False)


def test_only_what_changes_something_can_be_accepted():
    assert may_accept("waiting", changes=True, mistakes=False)
    assert may_accept("waiting", changes=True, mistakes=True)
    assert "nothing to accept" in may_accept("waiting", changes=False, mistakes=False).reason
    assert "Put right" in may_accept("waiting", changes=False, mistakes=True).reason
