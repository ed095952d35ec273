// Found by an include path.

namespace rs std

include "more.thrift"

struct Point {
    1: more.More more
}
