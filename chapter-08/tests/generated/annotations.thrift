// Annotations that mean something.

service Files {
    /** To read twice does no more than to read once. */
    binary read(1: string path) (idempotent = "true")

    /** Without a value it is true, as in Apache's compiler. */
    void remove(1: string path) (idempotent)

    void append(1: string path, 2: binary bytes) (idempotent = "false")

    /** A word that means nothing. */
    void truncate(1: string path) (safe = "true")
}
