"""Files of figures as people keep them, made in the tests."""

import csv
import io

HEAD = ("Period", "Figure", "Status", "Source")


def csv_file(rows, head=HEAD):
    """A CSV file of these rows under a head."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    return out.getvalue().encode()


def xlsx_file(sheets):
    """An Excel file: {name of a sheet: rows}."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
