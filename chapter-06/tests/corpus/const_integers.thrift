const i8 A = -128
const byte B = 0x7f
const i16 C = -32768
const i32 D = -2147483648
const i64 E = -9223372036854775808
const i64 F = +7
const i64 WIDER = D
