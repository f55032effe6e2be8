import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from content.files.positions import GPS_IFD, without_position


def photo(file_format: str, *, with_position: bool) -> SimpleUploadedFile:
    picture = Image.new("RGB", (40, 30), "#0B5D5B")
    exif = Image.Exif()
    exif[0x0112] = 6
    if with_position:
        exif.get_ifd(GPS_IFD).update({1: "N", 2: (7.0, 46.0, 0.0)})
        exif[GPS_IFD] = {1: "N", 2: (7.0, 46.0, 0.0)}
    file = io.BytesIO()
    picture.save(file, format=file_format, exif=exif)
    return SimpleUploadedFile(f"photo.{file_format.lower()}", file.getvalue())


def test_position_is_removed_and_orientation_stays() -> None:
    for file_format in ("JPEG", "WEBP", "PNG"):
        upload = photo(file_format, with_position=True)
        assert GPS_IFD in Image.open(upload).getexif()

        exif = Image.open(without_position(upload)).getexif()

        assert GPS_IFD not in exif
        assert exif[0x0112] == 6


def test_picture_without_position_is_left_alone() -> None:
    upload = photo("JPEG", with_position=False)
    assert without_position(upload) is upload
    assert upload.tell() == 0


def test_what_is_no_picture_is_left_to_the_form() -> None:
    upload = SimpleUploadedFile("photo.jpg", b"no picture")
    assert without_position(upload) is upload
