struct All { 1: optional bool a, 2: optional double b, 3: optional binary c, 4: optional set<i32> d, 5: optional map<i32, i32> e }
