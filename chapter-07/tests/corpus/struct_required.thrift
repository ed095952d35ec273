struct All { 1: required bool a, 2: required double b, 3: required string c, 4: required list<i32> d, 5: required uuid e }
