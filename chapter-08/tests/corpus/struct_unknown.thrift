struct StructUnknown { 1: required i32 unknown_fields, 2: optional StructUnknown field } (keep_unknown_fields)
const StructUnknown STRUCT_UNKNOWN = { 'unknown_fields': 1 }
