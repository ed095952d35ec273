namespace rs echo

/** What a user may do. */
enum Role {
    READER = 1,
    WRITER = 2,
}

struct User {
    1: required i64 id
    2: required string name
    3: required Role role
    4: optional bool verified
    5: required map<string, string> labels
}

struct Group {
    1: required list<User> users
}

/** Gives back what it is given. */
service EchoService {
    binary data(1: binary data)

    Group users(1: Group users)
}
