# one
// two
/* three */ struct /* four */ A { # five
    1: i32 a // six
} /***/
