"""Small documents in every format, made here."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from majlis.evidence.text import DocumentError, facts, normalised

PARAGRAPHS = (
    "The water board of Ostby turned down the new dam on Monday, after farmers had blocked the road to the "
    "valley for nine days in a row.",
    "“We will not drown our own orchards,” said Runa Vold, who speaks for the growers.",
    "A second vote is due in the autumn, and the price of the project has risen to 41 million crowns.",
)

PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Dam turned down - Valley Post</title>
<meta property="og:site_name" content="Valley Post">
<meta property="article:published_time" content="2019-03-05T08:00:00Z">
<meta name="author" content="Anna Berg"><style>.x {{ color: red }}</style>
<script>document.write("run me")</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Dam turned down</h1><p class="byline">By Anna Berg | 3-5-2019</p>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}
<noscript>run me too</noscript><svg><text>picture</text></svg></article></body></html>"""


def pdf(*pages, title=None, author=None, password=None):
    """Make a PDF of pages that are tuples of lines."""
    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    drawn = BytesIO()
    canvas = Canvas(drawn, invariant=1)
    if title:
        canvas.setTitle(title)
    if author:
        canvas.setAuthor(author)
    for lines in pages:
        for place, line in enumerate(lines):
            canvas.drawString(72, 760 - 16 * place, line)
        canvas.showPage()
    canvas.save()
    if password is None:
        return drawn.getvalue()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(drawn.getvalue())))
    writer.encrypt(password, algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    return locked.getvalue()


def docx(*paragraphs, **properties):
    """Make a .docx with the library that reads them."""
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def with_part(raw, name, content):
    """Put another content into a part of a zip file."""
    made = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return made.getvalue()


def is_read_or_refused(raw, name):
    """Whether bytes give a text, or one line that names the file."""
    try:
        text = normalised(raw, name)
        facts(raw, name)
    except DocumentError as fault:
        return str(fault).startswith(f"{name}: ") and "\n" not in str(fault)
    return bool(text.strip()) and "\r" not in text
