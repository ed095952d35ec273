struct Lints { 1: i32 foo, 2: i32 baz = 1, 3: optional i32 quux }
union Words { 1: i32 foo, 2: string baz }
exception Lint { 1: i32 quux }
service Linter { i32 foo(1: i32 foo, 2: i32 baz, 3: Lints quux) throws (1: Lint baz) }
