struct S { 1: i32 a }
enum E { A }
service All { bool a(), i64 b(), double c(), string d(), binary e(), list<S> f(), set<string> g(), map<string, list<i32>> h(), S i(), E j(), uuid k() }
