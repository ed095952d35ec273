namespace * org.example.type.left
namespace java com.example.left

include "base.thrift"

enum Kind { A, B }

struct Point {
    1: base.Point base = base.ORIGIN
    2: Kind kind = Kind.B
}

service Left extends base.Base {
    Kind left(1: base.Point point) throws (1: base.Failure failure)
}
