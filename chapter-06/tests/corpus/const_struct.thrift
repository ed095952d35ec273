struct Point { 1: required i32 x, 2: i32 y = 2, 3: optional string name }
const Point A = {'x': 1}
const Point B = {'x': 1, 'y': 2, 'name': 'b'}
const Point SAME = B
const list<Point> ALL = [A, B, {'x': 3}]
struct Empty {}
const Empty NOTHING = {}
