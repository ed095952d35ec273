namespace rs std.fmt.error
struct fmt {}
struct error {}
exception mini_lust {}
enum std { A }
