namespace rs user

/** Names a user for ever: an id is never given out again. */
typedef i64 UserId

/** How many labels a user may carry. */
const i32 MAX_LABELS = 16

/** What a user may do. */
enum Role {
    /** May look, and change nothing. */
    READER = 1,
    WRITER = 2,
    /** May do what a writer may, and change roles. */
    ADMIN = 5,
}

/** A way to reach a user. */
union Contact {
    1: string email
    2: i64 phone
}

/** A person in the directory. */
struct User {
    1: required UserId id
    2: required string name
    /** What the user may do; who is not told otherwise may look. */
    3: Role role = Role.READER
    4: optional bool verified
    5: optional Contact contact
    6: optional binary picture
    7: list<string> nicknames
    8: set<string> groups
    9: map<string, string> labels
    10: optional User manager
}

/** No user has this id. */
exception NotFound {
    1: required UserId id
}

/** The directory of users. */
service UserService {
    /** The user with this id. */
    User getUser(1: UserId id) throws (1: NotFound notFound)

    /** Every user of this name. */
    list<User> findUsers(1: string name)

    /** Adds a user, or replaces the one with the same id. */
    void replaceUser(1: User user)

    /** Notes that a user was here. Nobody waits for the answer: there is none. */
    oneway void recordLogin(1: UserId id)
}
