"""briefgen turns one folder of facts into the papers that go to official talks."""
