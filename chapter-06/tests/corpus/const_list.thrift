const list<i32> NONE = []
const list<i32> SOME = [1, -2, ONE,]
const list<list<string>> NESTED = [["a"], []]
const list<i32> SAME = SOME
const i32 ONE = 1
