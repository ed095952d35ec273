exception Failed {}
service Base { i32 get(1: i32 id) throws (1: Failed failed) }
service Middle extends Base { oneway void note() }
service Top extends Middle { void put(1: i32 id) }
