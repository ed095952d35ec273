union Names { 1: i32 unknown, 2: i32 self, 3: i32 Self_, 4: i32 none, 5: i32 input, 6: i32 out, 7: i32 field }
union Input { 1: i32 some }
union Field { 1: i32 id }
