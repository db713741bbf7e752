"""What Streamlit says of its own accord, in the reader's language; `frame.js` replaces it."""

from functools import cache

from leadlag.words import SOURCE_LANGUAGE, Language, text_keys, translate


@cache
def streamlit_texts(lang: Language) -> dict[str, str]:
    """Streamlit's English, in which `{…}` stands for anything, and what is said instead; none for English readers."""
    if lang == SOURCE_LANGUAGE:
        return {}
    keys = [key for key in text_keys() if key.startswith("streamlit.")]
    return {translate(SOURCE_LANGUAGE, key): translate(lang, key) for key in keys}
