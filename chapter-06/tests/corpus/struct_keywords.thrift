struct Words { 1: i32 type, 2: i32 fn, 3: i32 match, 4: i32 async, 5: i32 gen, 6: i32 crate, 7: i32 Self, 8: i32 _, 9: i32 try, 10: optional i32 dyn, 11: required i32 ref }
