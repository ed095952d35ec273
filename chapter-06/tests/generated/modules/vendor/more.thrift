namespace rs Std.Fmt

struct More {
    1: optional string text
}
