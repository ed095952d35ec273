struct S { 1: i32 a }
struct T { 1: optional T t }
service Uses { S s(1: T t, 2: S s), T t() }
