struct Locals { 1: i32 input, 2: optional i32 out, 3: optional string field = 'f', 4: i32 id, 5: i32 ty, 6: i32 f, 7: i32 input_ }
