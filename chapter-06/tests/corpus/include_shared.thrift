struct Shared { 1: i32 a }
enum Level { LOW, HIGH }
const i32 LIMIT = 3
const Shared SHARED = {'a': LIMIT}
exception Refused { 1: Level level }
service Base { void ping() throws (1: Refused refused) }
