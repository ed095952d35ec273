struct Clashes { 1: i32 fooBar, 2: i32 foo_bar, 3: i32 FooBar }
struct FooBar {}
struct foo_bar {}
const i32 fooBar = 1
const i32 FOO_BAR = 2
