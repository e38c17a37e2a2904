"""Single values of a case: texts, ids, numbers and lists, as people and spreadsheets write them."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from majlis.case.fault import kind_of, misfit, moved, shown, unseen
from majlis.case.place import Path

LONGEST_ID = 80
LONGEST_NUMBER = 40
LARGEST = 1e15
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
ID_RULE = f"letters, digits, _ and -, beginning with a letter or digit, at most {LONGEST_ID}"
PLAIN = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,4})?")
SHORT_FORM = re.compile(r"[-+]?[0-9](\.[0-9]+)?E[-+][0-9]{2,3}")
ENDLESS = re.compile(r"[-+]?\.?(inf|infinity|nan)", re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
GROUPED = re.compile(r"[-+]?[0-9]{1,3}([ ,.'’_\u00a0\u2009\u202f])[0-9]{3}(\1[0-9]{3})*([.,][0-9]+)?")
RANGE = re.compile(r"([0-9.]+)\s*(?:-|–|—|\.\.|to|bis)\s*([0-9.]+)")
SPREADSHEET_ERROR = re.compile(r"#(REF|N/A|VALUE|NAME|DIV/0|NUM|NULL|SPILL|CALC)[!?]?", re.IGNORECASE)
QUOTES = "'\"‘’‚“”„«»`´"
NUMBER_MEND = "write a number such as 12.5"


class Record(BaseModel):
    """What every part of a case is: frozen, and closed to unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


def is_id(text: str) -> bool:
    """Tell whether a text can be an id."""
    return len(text) <= LONGEST_ID and ID.fullmatch(text) is not None


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise misfit(
            "nothing" if value == "" else kind_of(value), "text", "write it, in quotes if it holds : or #"
        )
    return value.strip()


def _id(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise misfit(f"{'nothing' if value == '' else kind_of(value)} as an id", ID_RULE, "write one")
    text = value.strip()
    if not is_id(text):
        raise misfit(f"{shown(text)} as an id", ID_RULE, _id_mend(text))
    return text


def _id_mend(text: str) -> str:
    if len(text) > LONGEST_ID:
        return "shorten it"
    seen = "".join(character for character in text if character.isspace() or not unseen(character))
    if seen != text and ID.fullmatch(seen):
        return f"a character that cannot be seen came with it; type {seen} again"
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", letters).strip("_-")
    return f"rename it, for example {plain}" if ID.fullmatch(plain) else "rename it"


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise misfit(kind_of(value), "a number", NUMBER_MEND)
    number = _number_in(value.strip()) if isinstance(value, str) else value
    if not abs(number) < LARGEST:
        raise misfit(kind_of(value), f"a finite number below {LARGEST:g}", "write the number that is meant")
    return float(number)


def _number_in(text: str) -> float:
    text = text.replace("\u2212", "-")
    if not PLAIN.fullmatch(text):
        raise _no_number(text)
    if SHORT_FORM.fullmatch(text):
        full = (
            f"write {float(text):.0f} if no digit is lost" if 1 <= abs(float(text)) < LARGEST else NUMBER_MEND
        )
        raise misfit(f"{shown(text)}, a spreadsheet's short form", "the number with all its digits", full)
    return float(text)


def _no_number(text: str) -> PydanticCustomError:
    """Say what kind of almost-number a text is."""
    word = text if len(text) <= LONGEST_NUMBER else ""
    if not word:
        return misfit(shown(text) if text else "nothing", "a number", NUMBER_MEND)
    if SPREADSHEET_ERROR.fullmatch(word):
        return misfit(
            f"{shown(text)}, a spreadsheet's error", "a number", "mend the formula and export again"
        )
    if ENDLESS.fullmatch(word):
        return misfit(shown(text), "a finite number", "write the number that is meant, or leave it out")
    if word.endswith("%"):
        return misfit(f"{shown(text)}, a percentage", "a number on the scale", f"write {word[:-1].strip()}")
    if DECIMAL_COMMA.fullmatch(word) or GROUPED.fullmatch(word):
        expected = "a point before decimals and nothing between thousands"
        return misfit(f"{shown(text)}, {_mark_in(word)} in a number", expected, f"write {_ungrouped(word)}")
    between = RANGE.fullmatch(word)
    if between:
        mend = f"write {between[1]} < VALUE < {between[2]}, or fill low and high"
        return misfit(f"{shown(text)}, a range", "one number", mend)
    return misfit(shown(text), "a number", _seen_number(word))


def _mark_in(word: str) -> str:
    if "," in word:
        return "a comma"
    if "." in word:
        return "points between thousands"
    return "blanks" if any(c.isspace() for c in word) else "a mark between thousands"


def _ungrouped(word: str) -> str:
    """Offer the number without marks; with one comma and three digits behind it, both readings."""
    sign, digits = (word[0], word[1:]) if word[0] in "-+" else ("", word)
    if DECIMAL_COMMA.fullmatch(digits):
        decimal, whole = sign + digits.replace(",", "."), sign + digits.replace(",", "")
        return f"{decimal} or {whole}" if GROUPED.fullmatch(digits) else decimal
    match = GROUPED.fullmatch(digits)
    assert match is not None, "the caller has seen that one of the two fits"
    tail = match[3] or ""
    return sign + digits.removesuffix(tail).replace(match[1], "") + tail.replace(",", ".")


def _seen_number(word: str) -> str:
    """Find the number in a text with odd digits, quotes or characters that cannot be seen."""
    seen = "".join(character for character in word if not unseen(character))
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in seen).strip(QUOTES + " ")
    plain = plain.replace("_", "").replace("–", "-").replace("٫", ".")
    if not PLAIN.fullmatch(plain):
        return NUMBER_MEND
    return (
        f"a character that cannot be seen came with it; type {plain} again"
        if seen != word
        else f"write {plain}"
    )


def number_at(value: Any, at: Path) -> float:
    """Read a number that stands in a part of the value that is validated."""
    try:
        return _number(value)
    except PydanticCustomError as error:
        raise moved(error, at) from None


def _whole(value: Any) -> int:
    number = _number(value)
    if number != int(number) or number < 0:
        raise misfit(f"'{number:g}'", "a whole number, zero or more", "write it without decimals or sign")
    return int(number)


def _ids(value: Any) -> list[Any]:
    parts = _parts(value)
    for index, part in enumerate(parts):
        if isinstance(part, str):
            several = [word for word in re.split(r"[\s,;،]+", part) if word]
            if len(several) > 1 and all(map(ID.fullmatch, several)):
                at: Path = (index,) if isinstance(value, list | tuple) else ()
                raise misfit(shown(part), "bars between ids", f"write {_barred(several)}", at)
    return parts


def _words(value: Any) -> list[Any]:
    parts = _parts(value)
    for part in parts:
        if isinstance(part, str) and re.search(r"[,;،]", part):
            several = [word.strip() for word in re.split(r"[,;،]", part) if word.strip()]
            raise misfit(f"{shown(part)} in one", "bars between names", f"write {_barred(several)}")
    return parts


def _barred(names: list[str]) -> str:
    text = "|".join([*names[:4], *(["…"] if len(names) > 4 else [])])
    return text if len(text) <= LONGEST_ID else "a|b|c"


def _parts(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in value.split("|") if part.strip()]
    if isinstance(value, list | tuple):
        return list(value)
    raise misfit(kind_of(value), "a list, or one cell with bars between", "write a|b|c")


Text = Annotated[str, BeforeValidator(_text)]
Id = Annotated[str, BeforeValidator(_id)]
Number = Annotated[float, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_whole)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_ids)]
Words = Annotated[tuple[Text, ...], BeforeValidator(_words)]
