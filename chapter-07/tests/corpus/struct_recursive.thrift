struct Node { 1: optional Node next, 2: i32 value }
struct Plain { 1: Plain next, 2: list<Plain> children, 3: map<string, Plain> names }
