// Says nothing of a namespace: the module is called as the file is.

struct Point {}

struct nowhere {
    1: optional map<string, map<string, map<string, list<list<Point>>>>> points
}
