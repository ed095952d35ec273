// A module in the module of another file.

namespace rs org.example.base.right

include "base.thrift"

struct Point {
    1: base.Point base
    2: set<base.Point> others
}
