struct Loose { 1: i32 a; 2: i32 b, 3: i32 c 4: i32 d }
service Loose2 { void a(), void b(); void c() }
