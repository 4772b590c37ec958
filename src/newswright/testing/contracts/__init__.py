"""What every adapter promises, as test classes. For a store: subclass, and give it a `store` fixture.

    class TestMyStore(StoreContract):
        @pytest.fixture
        def store(self, tmp_path):
            return MyStore(tmp_path)

The contract speaks through `ports.Store` alone. Each test's name is a promise.
"""

from newswright.testing.contracts.answering import AnsweringContract
from newswright.testing.contracts.publishing import ArticlesContract
from newswright.testing.contracts.reading import ReadersContract, UpkeepContract
from newswright.testing.contracts.telling import StoriesContract
from newswright.testing.contracts.wire import ReportsContract, SourcesContract


class StoreContract(
    SourcesContract,
    ReportsContract,
    StoriesContract,
    ArticlesContract,
    AnsweringContract,
    ReadersContract,
    UpkeepContract,
):
    """All that a store promises."""
