"""The generated part of the published language: schemas, examples, AsyncAPI, event map; and what images hold."""

from ekinerja.publishing.files import files, write_all

__all__ = ["files", "write_all"]
