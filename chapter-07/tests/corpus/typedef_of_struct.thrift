typedef Real Alias
struct Real { 1: optional Alias next, 2: list<Alias> more }
typedef Kind Sort
enum Kind { A }
struct Uses { 1: Alias real, 2: Sort kind = Sort.A }
