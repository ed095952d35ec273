enum Self { SELF, self = 1, Type, unknown, f, _1 }
enum type { type, fn }
enum Mixed { camelCase, snake_case, UPPER, Http2 }
