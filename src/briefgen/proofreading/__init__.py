"""The language check: what is wrong with a text in uk, ru, en, ky or tg, and what it should read."""
