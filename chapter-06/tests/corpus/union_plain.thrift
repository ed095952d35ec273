union Contact { 1: string email, 2: i64 phone }
union Empty {}
union One { 1: i32 one }
