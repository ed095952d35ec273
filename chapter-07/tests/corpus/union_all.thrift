struct S { 1: i32 a }
enum E { A }
union Any { 1: bool a, 2: i8 b, 3: double c, 4: binary d, 5: uuid e, 6: list<S> f, 7: set<E> g, 8: map<string, S> h, 9: S i, 10: E j, 11: required i32 k, 12: optional i32 l }
