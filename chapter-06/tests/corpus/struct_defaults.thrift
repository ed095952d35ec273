struct All {
    1: bool a = true
    2: i32 b = 7
    3: double c = 2.5
    4: string d = 'd'
    5: list<i32> e = [1]
    6: optional i32 f = 0
    7: optional string g = 'g'
    8: required i32 h = 3
    9: i32 i = 0
    10: set<string> j = []
}
