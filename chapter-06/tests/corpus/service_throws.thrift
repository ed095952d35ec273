exception A { 1: i32 a }
exception B {}
typedef A Alias
service Fails { void one() throws (1: A a), i32 two() throws (1: A a, 2: B b), void same() throws (1: A first, 2: A second), void alias() throws (1: Alias a), void id() throws (A a) }
