"""Languages."""

import pytest

from majlis.reading.documents.language import language


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Rat hat am Montag den Bau des neuen Dammes nach langem Streit abgelehnt. " * 4, "not English"),
        ("Le conseil a rejeté lundi le projet de barrage après neuf jours de blocus. " * 4, "not English"),
        ("رفض مجلس المياه السد الجديد يوم الاثنين بعد احتجاجات المزارعين", "written from right to left"),
        ("המועצה דחתה את הסכר החדש ביום שני", "written from right to left"),
        ("Совет отклонил новую плотину в понедельник", "not in Latin letters"),
    ],
)
def test_other_languages_are_said(text, found):
    assert not language(text).readable
    assert found in language(text).found


@pytest.mark.parametrize(
    "text",
    [
        "The water board of Ostby turned down the new dam on Monday, after farmers had blocked the road. "
        * 3,
        "Dam vote: Reds 31, Blues 14",
        "The minister (وزير) said that the board of the valley had been wrong about the dam and the road.",
        "1 2 3",
    ],
)
def test_english_and_short_texts_are_read(text):
    assert language(text).readable
