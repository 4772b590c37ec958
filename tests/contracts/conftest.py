"""Let failures inside the contracts show their values."""

import pytest

pytest.register_assert_rewrite("newswright.testing.contracts")
