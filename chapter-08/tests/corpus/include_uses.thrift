include "include_shared.thrift"
struct Uses { 1: include_shared.Shared shared = include_shared.SHARED, 2: include_shared.Level level = include_shared.Level.HIGH, 3: i32 limit = include_shared.LIMIT }
service More extends include_shared.Base { include_shared.Shared get() throws (1: include_shared.Refused refused) }
