struct S { 1: i32 a }
service Many { void f(1: i32 a, 2: S b, 3: optional string c, 4: required binary d, 5: i32 e = 3, 6: list<S> f, i32 g, 8: set<double> h, 9: map<double, S> i) }
