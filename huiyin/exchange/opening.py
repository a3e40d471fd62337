"""A list opened: what it is by its content, whatever its name says, and its sheets as grids."""

from collections.abc import Callable

from huiyin.exchange.delimited import read_delimited
from huiyin.exchange.grid import Grid
from huiyin.exchange.webpages import read_web_page
from huiyin.exchange.wordtables import read_old_word_file, read_word_file
from huiyin.exchange.workbooks import read_workbook
from huiyin.files.gate import LISTS, Refused, check_upload, true_name
from huiyin.files.sniff import sniff

ROW_LIMIT = 50_000
READERS: dict[str, Callable[[bytes], list[Grid]]] = {
    "xlsx": read_workbook,
    "xls": read_workbook,
    "ods": read_workbook,
    "text": read_delimited,
    "html": read_web_page,
    "docx": read_word_file,
    "doc": read_old_word_file,
}
OTHERWISE = {
    "pdf": "这是 PDF，读不出表格，请向交办单位要 Excel 或 Word 的清单，件数少的可以手工登记。",
    "png": "这是图片，读不出表格，请向交办单位要 Excel 或 Word 的清单，件数少的可以手工登记。",
    "jpeg": "这是图片，读不出表格，请向交办单位要 Excel 或 Word 的清单，件数少的可以手工登记。",
    "ofd": "这是 OFD，读不出表格，请向交办单位要 Excel 或 Word 的清单，件数少的可以手工登记。",
    "zip": "这是压缩包：清单请解压后单独上传，各件正文的压缩包请在“配正文”里上传。",
    "ole": "认不出这份旧版文档，请用 WPS 或 Excel 打开，另存为 xlsx 再上传。",
    "binary": "认不出这是什么文件，请用 WPS 或 Excel 打开，另存为 xlsx 再上传。",
    "program": "这是程序，不是清单，已拒收。",
}


def read_grids(content: bytes, name: str) -> list[Grid]:
    """The sheets of a list. Raises Refused with one sentence for whatever cannot or must not be read."""
    kind = sniff(content)
    if kind in OTHERWISE:
        raise Refused(OTHERWISE[kind])
    if reason := check_upload(true_name(name, content), content, allowed=LISTS | {"txt"}):
        raise Refused(reason)
    grids = READERS[kind](content)
    if all(grid.is_blank for grid in grids):
        raise Refused("文件里没有任何内容，请检查后重新导出。")
    if max(len(grid.rows) for grid in grids) > ROW_LIMIT:
        raise Refused(f"表格超过 {ROW_LIMIT} 行，请拆分后再导入。")
    return grids
