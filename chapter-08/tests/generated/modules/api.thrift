// Namespaces are modules, in the module of the file that was asked for.

namespace rs org.example.api

include "base.thrift"
include "left.thrift"
include "right.thrift"
include "same.thrift"
include "vendor.thrift"
include "nowhere.thrift"

struct Point {
    1: base.Point base
    2: left.Point left
    3: right.Point right
    4: same.Other same
    5: vendor.Point vendor
    6: nowhere.Point nowhere
}

const base.Point ORIGIN = base.ORIGIN
const left.Kind KIND = left.Kind.B

service Api extends left.Left {
    right.Point right(1: right.Point point) throws (1: base.Failure failure)
}
