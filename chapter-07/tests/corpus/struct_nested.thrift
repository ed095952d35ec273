struct A { 1: B b }
struct B { 1: C c, 2: optional C more }
struct C { 1: list<set<map<string, list<i32>>>> deep }
