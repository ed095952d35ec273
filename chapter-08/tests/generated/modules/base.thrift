// Included by `left` and by `right`: read once.

namespace rs org.example.base

struct Point {
    1: required i32 x
    2: required i32 y
}

exception Failure {}

const Point ORIGIN = {"x": 0, "y": 0}

service Base {
    Point base(1: Point point) throws (1: Failure failure)
}
