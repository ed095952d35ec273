namespace rs fmt.fmt

struct More {
    1: optional string text
}
