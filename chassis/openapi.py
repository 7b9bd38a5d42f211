"""What the published HTTP side says of types that the library would describe so that no client can be made of it."""

from __future__ import annotations

from datetime import time
from typing import Any

from litestar.openapi.spec import OpenAPIType, Schema
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition

# A time of the Pemda's day: RFC 3339 partial-time, for which the format registry of OpenAPI has `time-local`.
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?$"


class PlainTypes(OpenAPISchemaPlugin):
    """Times of day as such, not as durations; lists with bounds as lists of one kind of item."""

    def is_plugin_supported_field(self, field_definition: FieldDefinition) -> bool:
        return field_definition.annotation is time or _is_list(field_definition)

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:
        """The schema without the bounds, which the library adds."""
        if field_definition.annotation is time:
            return Schema(type=OpenAPIType.STRING, format="time-local", pattern=TIME)  # type: ignore[arg-type]
        item = schema_creator.for_field_definition(field_definition.inner_types[0])
        return Schema(type=OpenAPIType.ARRAY, items=item)


def _is_list(field: FieldDefinition) -> bool:
    inner = [part.annotation for part in field.inner_types]
    return field.origin is tuple and len(inner) == 2 and inner[1] is Ellipsis
