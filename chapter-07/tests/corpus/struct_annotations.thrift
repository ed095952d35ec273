struct Marked { 1: i32 a (k = 'v', alone), 2: list<i32> (cpp.type = 'x') b } (c = 'd')
enum E { A (k) } (k = 'v')
typedef i32 (k = 'v') Number (k)
service S { void f(1: i32 a (k)) (k = 'v') } (k)
