"""Where in a document a passage stands."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
ShortDigest = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Locator(BaseModel):
    """The place of a passage in the normalised text of its document, and digests by which it is known again.

    After the selectors of the W3C Web Annotation Data Model (2017): position, exact text, prefix and
    suffix; the texts are digests here, so that a case can be passed on without the documents.

    Parameters
    ----------
    start, end
        Offsets in characters (code points): the passage is text[start:end]; 0 <= start < end.
    digest
        SHA-256 of exactly the passage in UTF-8, 64 lower-case hexadecimal digits.
    before, after
        First 16 hexadecimal digits of the SHA-256 of the 24 characters on either side that are not white
        space, fewer at the ends of the document.

    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int = Field(ge=0)
    end: int
    digest: Digest
    before: ShortDigest
    after: ShortDigest

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"end: found {self.end}, expected more than start, which is {self.start}")
        return self
