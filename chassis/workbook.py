"""Tables as XLSX, for people to take away: one sheet, titles above, every cell as text that is never a formula."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from litestar import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def download(name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response[bytes]:
    """The answer that a browser keeps as `name`.xlsx; the sheet bears the name in capitals."""
    content = await asyncio.to_thread(_written, name.upper(), titles, rows)
    headers = {"content-disposition": f'attachment; filename="{name}.xlsx"'}
    return Response(content, media_type=XLSX, headers=headers)


def _written(name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "constant_memory": True}) as book:
        sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(titles) - 1, 18)
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title, bold)
        for n, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells):
                sheet.write_string(n, column, "" if cell is None else str(cell))
    return buffer.getvalue()
