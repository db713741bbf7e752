"""Words as a reader meets them: chosen, filled in and spaced; `tests.lint` looks after the catalogue itself."""

import pytest

from leadlag import formats
from leadlag.store import READINGS
from leadlag.words import LANGUAGES, enum_label, labelled, reading, translate


def test_an_unknown_key_is_a_bug() -> None:
    with pytest.raises(KeyError):
        translate("en", "no.such.key")


def test_data_are_no_placeholder() -> None:
    assert labelled("en", "{text}", "{0}") == "{text}: {0}"


def test_value_without_words_is_shown() -> None:
    assert (enum_label("en", "kind", "launch"), enum_label("zh", "kind", "launch")) == ("Launch", "发布")
    assert enum_label("zh", "kind", "price_war") == "price war"


def test_months_in_both_languages() -> None:
    assert formats.when(2024, 12, 31, None, "en") == "31 Dec 2024"


@pytest.mark.parametrize(
    ("product", "text"),
    [
        ("谷歌 AI Ultra", "谷歌 AI Ultra 每月 $249.99"),
        ("可灵", "可灵每月 $249.99"),
        ("Gen-3", "Gen-3 每月 $249.99"),
        ("", "每月 $249.99"),
    ],
)
def test_latin_beside_chinese_has_a_space(product: str, text: str) -> None:
    assert translate("zh", "prices.offer", product=product, per="每月", amount="$249.99") == text


def test_two_latin_words_do_not_run_together() -> None:
    assert translate("zh", "prices.label", product="Seedance", item="API") == "Seedance API"
    assert translate("zh", "prices.label", product="剪映", item="无限运镜") == "剪映无限运镜"


def test_text_from_data_keeps_its_own_spacing() -> None:
    assert labelled("zh", "CapCut接入", "2024年AI") == "CapCut接入：2024年AI"


@pytest.mark.parametrize("article", [True, False])
def test_readings_without_an_article(article: bool) -> None:
    names = [reading(lang, value, article=article) for lang in LANGUAGES for value in READINGS]
    assert any("article" in name or "文章" in name for name in names) == article
