typedef slist Old
struct Xsd xsd_all { 1: i32 a xsd_optional xsd_nillable xsd_attrs { 1: i32 b } }
struct Cpp { 1: list<i32> cpp_type 'x' a, 2: map cpp_type 'y' <i32, i32> b, 3: Cpp & next }
