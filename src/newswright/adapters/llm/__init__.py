"""Language models behind `ports.LanguageModel`: the embedded default, OpenAI-compatible servers, and a chain of them."""
