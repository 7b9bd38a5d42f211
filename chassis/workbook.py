"""Tables as XLSX, for people to take away: one sheet, titles above, every cell as text that is never a formula."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import chain, count, islice
from typing import Any

import xlsxwriter
from litestar import Response

MOST_ROWS = 1_000_000  # of a sheet, below its titles; the format ends at 1,048,576
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def download(name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response[bytes]:
    """The answer that a browser keeps as `name`.xlsx; the sheet bears the name in capitals."""
    content = await asyncio.to_thread(_written, name.upper(), titles, rows)
    headers = {"content-disposition": f'attachment; filename="{name}.xlsx"'}
    return Response(content, media_type=XLSX, headers=headers)


def typed(name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of as many rows as there are, in constant memory: whole numbers as numbers, texts never formulas.

    More rows than a sheet holds go on in the next, under the same titles.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False}) as book:
        bold, number = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        given = iter(rows)
        for n in count(1):
            first = list(islice(given, 1))
            if not first and n > 1:
                break
            sheet = book.add_worksheet(name if n == 1 else f"{name} {n}")
            _fill(sheet, titles, chain(first, islice(given, MOST_ROWS - 1)), bold, number)
    return buffer.getvalue()


def _fill(sheet: Any, titles: Sequence[str], rows: Iterable[Sequence[Any]], bold: Any, number: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(titles) - 1, 18)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    for n, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(n, column, cell, number)
            elif cell is not None:
                sheet.write_string(n, column, str(cell))


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
