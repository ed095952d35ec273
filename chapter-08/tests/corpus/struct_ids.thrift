struct Implicit { i32 a, string b }
struct Negative { -5: i32 a, 0: i32 b, 3: i32 c }
struct Large { 32767: i32 a, 1: i32 b }
