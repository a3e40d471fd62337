from xml.etree import ElementTree

from huiyin.documents.qr import qr_png, qr_svg


def test_the_svg_is_an_image_without_script_or_style():
    picture = ElementTree.fromstring(qr_svg("https://huiyin.example/r/abc"))
    assert picture.tag == "{http://www.w3.org/2000/svg}svg" and picture.get("viewBox")
    assert not any(node.tag.endswith(("script", "style")) or node.get("style") for node in picture.iter())


def test_the_png_is_one():
    assert qr_png("7K2M-9QXA").startswith(b"\x89PNG\r\n")


def test_different_texts_give_different_codes():
    assert qr_svg("甲") != qr_svg("乙")
