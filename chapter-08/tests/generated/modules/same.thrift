// In the same namespace as `api.thrift`, which includes it.

namespace rs org.example.api

include "base.thrift"

struct Other {
    1: base.Point base
}
