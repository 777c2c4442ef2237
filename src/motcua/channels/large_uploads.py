"""Where a large upload lies until it is sealed: in a file without a name, gone with its process."""

import tempfile

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NamelessFileHandler(FileUploadHandler):
    """Django's own gives it a name in the temporary folder, where a killed server leaves it unsealed."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        self.file = UploadedFile(
            tempfile.TemporaryFile(),  # noqa: SIM115  (closed with the upload)
            self.file_name,
            self.content_type,
            0,
            self.charset,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        del start
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
