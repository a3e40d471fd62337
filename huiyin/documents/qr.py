"""QR codes as SVG for screens and PNG for paper."""

from io import BytesIO

import segno


def qr_svg(text: str) -> bytes:
    """A square without a size of its own: the page gives it one."""
    buffer = BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="svg", xmldecl=False, border=2, omitsize=True)
    return buffer.getvalue()


def qr_png(text: str) -> bytes:
    """Ten dots a module: sharp at 300 dpi for the 25–30 mm of a form."""
    buffer = BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="png", scale=10, border=2)
    return buffer.getvalue()
