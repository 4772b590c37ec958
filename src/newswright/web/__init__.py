"""What a reader and an operator meet: the page, its views and templates, and the feeds that go out."""
