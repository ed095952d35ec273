typedef i64 Id
typedef Id UserId
typedef string Text
struct User { 1: UserId id = 7, 2: Text name }
const Id FIRST = 1
