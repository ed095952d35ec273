const Kind KIND = Kind.B
service S extends T { U u(1: V v) throws (1: X x) }
struct U { 1: V v, 2: Kind kind = KIND }
typedef U V
service T {}
exception X {}
enum Kind { A, B }
