"""The generated part of the published language: schemas, examples, AsyncAPI, the event map of the README."""

from ekinerja.publishing.files import files, write_all

__all__ = ["files", "write_all"]
