"""The sample that OCR has read: a notice of the commune that does not exist, printed, drawn as a picture, given to
Tesseract, and kept as the hOCR that Tesseract wrote. So the samples hold a scan that every machine reads.

To make the file again, where Tesseract with Vietnamese data is installed: `python -m tests.samples.recognised`.
"""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

from tests.read.make_pdf import Print, make_pdf
from tests.read.neutral import Doc, Para, placed
from tests.samples.invented import MARK, foot, letterhead

FILE = Path(__file__).resolve().parents[2] / "samples" / "thong-bao-xa-vi-du.hocr"
DOTS = 300  # an inch, what programs that read are trained on
DOC = Doc(
    (
        Para(MARK),
        letterhead("22/TB-UBND", "ngày 09 tháng 01 năm 2026"),
        Para("THÔNG BÁO", bold=True, centred=True),
        Para("Kết luận của Chủ tịch Ủy ban nhân dân xã về tiến độ làm đường và cầu", bold=True, centred=True),
        Para("Chủ tịch Ủy ban nhân dân xã đã nghe các thôn nói về việc thực hiện Kế hoạch số 15/KH-UBND ngày 05 tháng 12 "
             "năm 2025 của Ủy ban nhân dân xã và kết luận như sau:"),
        Para("Phòng Kinh tế chủ trì, phối hợp với Ban Quản lý dự án khu vực tổ chức cắm mốc cầu Nà Mít, hoàn thành trước ngày 15 "
             "tháng 3 năm 2026.", label="1."),
        Para("Văn phòng HĐND và UBND xã lập sổ theo dõi góp công của từng thôn, báo cáo Chủ tịch Ủy ban nhân dân xã trước "
             "ngày 25 hằng tháng./.", label="2."),
        foot("- Các thôn;"),
    )
)  # fmt: skip
_OF_A_WORD = re.compile(r"; x_fsize \d+|; baseline [-\d. ]+|; x_size [\d.]+|; x_descenders [\d.]+|; x_ascenders [\d.]+")


def paragraphs() -> list[Para]:
    """What is printed, in reading order."""
    blocks = (
        [each] if isinstance(each, Para) else [p for _, _, c in placed(each) for p in c.paras] for each in DOC.blocks
    )
    return [para for block in blocks for para in block]


def picture() -> bytes:
    """Its page as a picture (PNG)."""
    import pypdfium2

    with pypdfium2.PdfDocument(make_pdf(DOC, Print(edge=100, before=10))) as pdf:
        drawn = pdf[0].render(scale=DOTS / 72).to_pil().convert("L")
    stream = io.BytesIO()
    drawn.save(stream, "PNG", dpi=(DOTS, DOTS))
    return stream.getvalue()


def made(command: str) -> str:
    """The hOCR of the picture by `command`, without what says where it was made and what no reader of ours asks for."""
    done = subprocess.run(
        [command, "stdin", "stdout", "-l", "vie", "--dpi", str(DOTS), "--psm", "3", "hocr"],
        input=picture(), capture_output=True, check=True,
    )  # fmt: skip
    return _OF_A_WORD.sub("", done.stdout.decode())


if __name__ == "__main__":
    FILE.write_text(made("tesseract"), encoding="utf-8")
