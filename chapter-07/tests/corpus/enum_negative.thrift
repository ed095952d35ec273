enum Level { LOW = -1, SAME = -1, NONE, HIGH = 2147483647 }
