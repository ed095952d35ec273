exception Failed { 1: string message, 2: i32 code = 500 }
exception Empty {}
exception Caused { 1: optional Caused cause, 2: Failed failed }
